"""The words of the lecture and meeting domain, with their German and Chinese forms, as data.

Every table is plain text, one entry a line, fields parted by ``|``.  The few regular
inflections (English plurals and past tenses, German endings) are computed in this module;
whatever is irregular is spelled out in the tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Gender = Literal["m", "f", "n", "pl"]
Case = Literal["nom", "acc", "dat"]
Number = Literal["sg1", "sg", "pl"]

CASES: Final[tuple[Case, ...]] = ("nom", "acc", "dat")
FIELDS: Final = ("phys", "bio", "hist", "econ", "math")
THINGS: Final = ("doc", "plan", "tech", "event", *FIELDS)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun: its class, English and German singular and plural, and Chinese with measure word."""

    kind: str
    english: str
    plural: str
    gender: Gender
    german: str
    oblique: str
    german_plural: str
    chinese: str
    measure: str


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective with its comparative and the noun classes that it goes with."""

    english: str
    comparative: str
    german: str
    stem: str
    german_comparative: str
    chinese: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with an object: German infinitive without prefix, third person, participle."""

    english: str
    past: str
    prefix: str
    german: str
    third: str
    participle: str
    preposition: str
    chinese: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Auxiliary:
    """A finite verb by number (first singular, third singular, plural); Chinese may be empty."""

    english: tuple[str, ...]
    german: tuple[str, ...]
    chinese: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """An unchanging word or expression in the three languages."""

    english: str
    german: str
    chinese: str


def with_s(word: str) -> str:
    """Return the English plural of a regular noun, or the third person of a regular verb."""
    if word.endswith(("s", "sh", "ch", "x")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def with_ed(word: str) -> str:
    """Return the past tense of a regular English verb."""
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ied"
    return word + "ed"


def dative_plural(plural: str) -> str:
    """Return the German dative plural of a nominative plural."""
    return plural if plural.endswith(("n", "s", "a")) else plural + "n"


def first_person(infinitive: str) -> str:
    """Return the German first person singular of a regular infinitive."""
    return infinitive[:-1] if infinitive.endswith("en") else infinitive[:-1] + "e"


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def _noun(kind: str, row: list[str]) -> Noun:
    english, _, plural = row[0].partition("/")
    gender, singular, german_plural = row[1].split()
    german, _, oblique = singular.partition("/")
    chinese, _, measure = row[2].partition(" ")
    if gender not in ("m", "f", "n"):
        raise ValueError(f"no gender in {row}")
    return Noun(
        kind=kind,
        english=english,
        plural=plural or with_s(english),
        gender="m" if gender == "m" else "f" if gender == "f" else "n",
        german=german,
        oblique=oblique or german,
        german_plural=german_plural,
        chinese=chinese,
        measure=measure or "个",
    )


def _kinds(cell: str) -> tuple[str, ...]:
    groups = {"thing": THINGS, "sci": FIELDS}
    return tuple(kind for name in cell.split() for kind in groups.get(name, (name,)))


def _adjective(row: list[str]) -> Adjective:
    english, _, comparative = row[0].partition("/")
    german, _, forms = row[1].partition("/")
    stem, _, german_comparative = forms.partition("/")
    return Adjective(
        english=english,
        comparative=comparative or f"more {english}",
        german=german,
        stem=stem or german,
        german_comparative=german_comparative or f"{german}er",
        chinese=row[2],
        kinds=_kinds(row[3]),
    )


def _verb(row: list[str]) -> Verb:
    english, _, past = row[0].partition("/")
    infinitive, third, participle, *preposition = row[1].split()
    prefix, _, stem = infinitive.rpartition("+")
    return Verb(
        english=english,
        past=past or with_ed(english),
        prefix=prefix,
        german=stem,
        third=third,
        participle=participle,
        preposition="".join(preposition),
        chinese=row[2],
        kinds=_kinds(row[3]),
    )


def _fixed(table: str) -> tuple[Fixed, ...]:
    return tuple(Fixed(*row) for row in _rows(table))


def _auxiliary(row: list[str]) -> Auxiliary:
    english, german = (tuple(cell.split(",")) for cell in row[1:3])
    return Auxiliary(english, german, row[3])


# English[/plural] | gender German[/oblique singular] plural | Chinese [measure word]
_NOUNS: Final = {
    "doc": """
        report | m Bericht Berichte | 报告 份
        document | n Dokument Dokumente | 文档 份
        paper | m Aufsatz Aufsätze | 论文 篇
        book | n Buch Bücher | 书 本
        chapter | n Kapitel Kapitel | 章节
        slide | f Folie Folien | 幻灯片 张
        table | f Tabelle Tabellen | 表格 张
        diagram | n Diagramm Diagramme | 图表 张
        list | f Liste Listen | 清单 份
        letter | m Brief Briefe | 信 封
        contract | m Vertrag Verträge | 合同 份
        message | f Nachricht Nachrichten | 消息 条
        article | m Artikel Artikel | 文章 篇
        file | f Datei Dateien | 文件
        map | f Karte Karten | 地图 张
        text | m Text Texte | 文本 段
        video | n Video Videos | 视频
    """,
    "plan": """
        budget | n Budget Budgets | 预算
        agenda | f Tagesordnung Tagesordnungen | 议程
        deadline | f Frist Fristen | 截止日期
        schedule | m Zeitplan Zeitpläne | 时间表
        project | n Projekt Projekte | 项目
        plan | m Plan Pläne | 计划
        proposal | m Vorschlag Vorschläge | 提案
        strategy | f Strategie Strategien | 策略
        goal | n Ziel Ziele | 目标
        problem | n Problem Probleme | 问题
        question | f Frage Fragen | 提问
        decision | f Entscheidung Entscheidungen | 决定
        result | n Ergebnis Ergebnisse | 结果
        idea | f Idee Ideen | 想法
        task | f Aufgabe Aufgaben | 任务
        risk | n Risiko Risiken | 风险
        order | f Bestellung Bestellungen | 订单
        product | n Produkt Produkte | 产品
        solution | f Lösung Lösungen | 解决方案
        topic | n Thema Themen | 主题
        example | n Beispiel Beispiele | 例子
    """,
    "tech": """
        model | n Modell Modelle | 模型
        network | n Netzwerk Netzwerke | 网络
        algorithm | m Algorithmus Algorithmen | 算法
        program | n Programm Programme | 程序
        computer | m Computer Computer | 电脑 台
        server | m Server Server | 服务器 台
        system | n System Systeme | 系统
        method | f Methode Methoden | 方法 种
        experiment | n Experiment Experimente | 实验
        database | f Datenbank Datenbanken | 数据库
        machine | f Maschine Maschinen | 机器 台
        robot | m Roboter Roboter | 机器人
        camera | f Kamera Kameras | 相机 台
        sensor | m Sensor Sensoren | 传感器
        website | f Webseite Webseiten | 网站
        tool | n Werkzeug Werkzeuge | 工具
        device | n Gerät Geräte | 设备 台
        printer | m Drucker Drucker | 打印机 台
        battery | f Batterie Batterien | 电池 块
    """,
    "phys": """
        force | f Kraft Kräfte | 作用力
        particle | n Teilchen Teilchen | 粒子
        wave | f Welle Wellen | 波
        field | n Feld Felder | 场
        mass | f Masse Massen | 质量
        atom | n Atom Atome | 原子
        electron | n Elektron Elektronen | 电子
        star | m Stern Sterne | 恒星 颗
        planet | m Planet/Planeten Planeten | 行星 颗
        surface | f Oberfläche Oberflächen | 表面
        signal | n Signal Signale | 信号
        material | n Material Materialien | 材料 种
    """,
    "bio": """
        cell | f Zelle Zellen | 细胞
        gene | n Gen Gene | 基因
        protein | n Protein Proteine | 蛋白质 种
        plant | f Pflanze Pflanzen | 植物 种
        animal | n Tier Tiere | 动物 种
        organ | n Organ Organe | 器官
        brain | n Gehirn Gehirne | 大脑
        virus | n Virus Viren | 病毒 种
        forest | m Wald Wälder | 森林 片
        disease | f Krankheit Krankheiten | 疾病 种
    """,
    "hist": """
        revolution | f Revolution Revolutionen | 革命 场
        empire | n Reich Reiche | 帝国
        treaty | n Abkommen Abkommen | 条约 项
        city | f Stadt Städte | 城市 座
        law | n Gesetz Gesetze | 法律 项
        government | f Regierung Regierungen | 政府
        society | f Gesellschaft Gesellschaften | 社会
        culture | f Kultur Kulturen | 文化 种
        army | f Armee Armeen | 军队 支
        war | m Krieg Kriege | 战争 场
        nation | f Nation Nationen | 国家
    """,
    "econ": """
        market | m Markt Märkte | 市场
        tax | f Steuer Steuern | 税收 项
        bank | f Bank Banken | 银行 家
        company | n Unternehmen Unternehmen | 公司 家
        investment | f Investition Investitionen | 投资 项
        factory | f Fabrik Fabriken | 工厂 家
        currency | f Währung Währungen | 货币 种
        industry | f Industrie Industrien | 行业
    """,
    "math": """
        equation | f Gleichung Gleichungen | 方程
        function | f Funktion Funktionen | 函数
        proof | m Beweis Beweise | 证明
        theorem | m Satz Sätze | 定理 条
        number | f Zahl Zahlen | 数字
        matrix/matrices | f Matrix Matrizen | 矩阵
        variable | f Variable Variablen | 变量
        vector | m Vektor Vektoren | 向量
        formula | f Formel Formeln | 公式
        triangle | n Dreieck Dreiecke | 三角形
        curve | f Kurve Kurven | 曲线 条
    """,
    "person": """
        student | m Student/Studenten Studenten | 学生
        teacher | m Lehrer Lehrer | 老师 位
        engineer | m Ingenieur Ingenieure | 工程师 位
        manager | m Manager Manager | 经理 位
        professor | m Professor Professoren | 教授 位
        team | n Team Teams | 团队
        group | f Gruppe Gruppen | 小组
        customer | m Kunde/Kunden Kunden | 客户 位
        colleague | m Kollege/Kollegen Kollegen | 同事 位
        researcher | m Forscher Forscher | 研究员 位
        doctor | m Arzt Ärzte | 医生 位
        director | m Direktor Direktoren | 主管 位
        expert | m Experte/Experten Experten | 专家 位
        speaker | m Redner Redner | 演讲者 位
        partner | m Partner Partner | 合作伙伴
        developer | m Entwickler Entwickler | 开发者 位
        scientist | m Wissenschaftler Wissenschaftler | 科学家 位
    """,
    "event": """
        meeting | f Besprechung Besprechungen | 会议
        lecture | f Vorlesung Vorlesungen | 讲座
        talk | m Vortrag Vorträge | 演讲
        course | m Kurs Kurse | 课程 门
        exam | f Prüfung Prüfungen | 考试 场
        conference | f Konferenz Konferenzen | 大会 场
        workshop | m Workshop Workshops | 研讨会
        presentation | f Präsentation Präsentationen | 演示 场
        interview | n Interview Interviews | 采访
        discussion | f Diskussion Diskussionen | 讨论会
    """,
    "quantity": """
        temperature | f Temperatur Temperaturen | 温度
        pressure | m Druck Drücke | 压力
        price | m Preis Preise | 价格
        salary | n Gehalt Gehälter | 工资
        distance | f Entfernung Entfernungen | 距离
        weight | n Gewicht Gewichte | 重量
        volume | n Volumen Volumen | 体积
        voltage | f Spannung Spannungen | 电压
        profit | m Gewinn Gewinne | 利润
        length | f Länge Längen | 长度
    """,
}

UNITS: Final = {
    "temperature": _fixed("degrees | Grad | 度"),
    "pressure": _fixed("bar | Bar | 巴"),
    "price": _fixed("euros | Euro | 欧元\ndollars | Dollar | 美元"),
    "salary": _fixed("thousand euros | tausend Euro | 千欧元"),
    "distance": _fixed("meters | Meter | 米\nkilometers | Kilometer | 公里"),
    "weight": _fixed("kilograms | Kilogramm | 公斤\ntons | Tonnen | 吨"),
    "volume": _fixed("liters | Liter | 升"),
    "voltage": _fixed("volts | Volt | 伏"),
    "profit": _fixed("million dollars | Millionen Dollar | 百万美元"),
    "length": _fixed("meters | Meter | 米\nmillimeters | Millimeter | 毫米"),
}

SCIENCES: Final = {
    "phys": _fixed("physics | in der Physik | 物理学"),
    "bio": _fixed("biology | in der Biologie | 生物学"),
    "hist": _fixed("history | in der Geschichte | 历史"),
    "econ": _fixed("economics | in der Wirtschaft | 经济学"),
    "math": _fixed("mathematics | in der Mathematik | 数学"),
    "tech": _fixed(
        "machine learning | im maschinellen Lernen | 机器学习\n"
        "computing | in der Informatik | 计算机科学"
    ),
}

# English[/comparative] | German[/attributive stem[/comparative]] | Chinese | noun classes
_ADJECTIVES: Final = """
    new/newer | neu | 新 | thing
    old/older | alt/alt/älter | 旧 | doc plan tech
    good/better | gut/gut/besser | 好 | thing person
    bad/worse | schlecht | 差 | doc plan tech event
    large/larger | groß/groß/größer | 大 | tech phys bio hist econ math quantity
    small/smaller | klein | 小 | tech phys bio hist econ math quantity
    long/longer | lang/lang/länger | 长 | doc event
    short/shorter | kurz/kurz/kürzer | 短 | doc event
    fast/faster | schnell | 快 | tech
    slow/slower | langsam | 慢 | tech
    cheap/cheaper | billig | 便宜 | tech
    expensive | teuer/teur/teurer | 昂贵 | tech event
    easy/easier | leicht | 容易 | act
    simple/simpler | einfach | 简单 | doc plan tech math
    difficult | schwierig | 困难 | plan event math act
    complex | komplex | 复杂 | doc plan tech bio hist econ math
    important | wichtig | 重要 | thing person act
    interesting | interessant | 有趣 | thing act
    useful | nützlich | 有用 | doc plan tech math act
    necessary | notwendig | 必要 | plan event act
    dangerous | gefährlich | 危险 | bio hist phys act
    strong/stronger | stark/stark/stärker | 强 | phys bio hist econ
    stable/stabler | stabil | 稳定 | tech phys econ
    modern | modern | 现代 | tech hist
    famous | berühmt | 著名 | doc hist math person
    young/younger | jung/jung/jünger | 年轻 | person
    experienced | erfahren | 有经验 | person
    friendly/friendlier | freundlich | 友好 | person
    careful | sorgfältig | 细心 | person
    successful | erfolgreich | 成功 | event econ person
    clear/clearer | klar | 清楚 | doc plan math
    exact | genau | 精确 | math
    detailed | ausführlich | 详细 | doc
    ambitious | ehrgeizig | 宏大 | plan
    urgent | dringend | 紧急 | plan
    reliable | zuverlässig | 可靠 | tech person
    powerful | leistungsfähig | 强大 | tech
    popular | beliebt | 受欢迎 | doc event person
    rare/rarer | selten | 罕见 | bio phys
    sensitive | empfindlich | 敏感 | bio tech
    abstract | abstrakt | 抽象 | math
    heavy/heavier | schwer | 重 | phys
    bright/brighter | hell | 亮 | phys
    low/lower | niedrig | 低 | quantity
    high/higher | hoch/hoh/höher | 高 | quantity
    boring | langweilig | 无聊 | doc event
"""

# English[/past] | German infinitive (prefix+stem), third person, participle | Chinese | classes
_VERBS: Final = """
    discuss | besprechen bespricht besprochen | 讨论 | plan event doc sci
    present | präsentieren präsentiert präsentiert | 展示 | plan tech
    introduce | vor+stellen stellt vorgestellt | 介绍 | plan tech person
    explain | erklären erklärt erklärt | 解释 | plan tech sci
    describe | beschreiben beschreibt beschrieben | 描述 | plan tech sci
    check | prüfen prüft geprüft | 检查 | doc plan tech
    approve | genehmigen genehmigt genehmigt | 批准 | plan
    accept | an+nehmen nimmt angenommen | 接受 | plan
    reject | ab+lehnen lehnt abgelehnt | 拒绝 | plan
    improve | verbessern verbessert verbessert | 改进 | doc plan tech
    change | ändern ändert geändert | 修改 | doc plan
    compare | vergleichen vergleicht verglichen | 比较 | doc plan tech sci
    prepare | vor+bereiten bereitet vorbereitet | 准备 | doc event
    finish | beenden beendet beendet | 完成 | event
    cancel/canceled | ab+sagen sagt abgesagt | 取消 | event
    postpone | verschieben verschiebt verschoben | 推迟 | event
    attend | besuchen besucht besucht | 参加 | event
    organize | organisieren organisiert organisiert | 组织 | event
    record | auf+nehmen nimmt aufgenommen | 录制 | event
    miss | verpassen verpasst verpasst | 错过 | event
    open | öffnen öffnet geöffnet | 打开 | doc
    close | schließen schließt geschlossen | 关闭 | doc
    send/sent | senden sendet gesendet | 发送 | doc
    print | drucken druckt gedruckt | 打印 | doc
    sign | unterschreiben unterschreibt unterschrieben | 签署 | doc
    update | aktualisieren aktualisiert aktualisiert | 更新 | doc tech
    share | teilen teilt geteilt | 分享 | doc
    translate | übersetzen übersetzt übersetzt | 翻译 | doc
    publish | veröffentlichen veröffentlicht veröffentlicht | 发表 | doc
    upload | hoch+laden lädt hochgeladen | 上传 | doc
    download | herunter+laden lädt heruntergeladen | 下载 | doc
    test | testen testet getestet | 测试 | tech
    build/built | bauen baut gebaut | 建造 | tech
    develop | entwickeln entwickelt entwickelt | 开发 | tech plan
    install | installieren installiert installiert | 安装 | tech
    evaluate | bewerten bewertet bewertet | 评估 | tech plan
    replace | ersetzen ersetzt ersetzt | 替换 | tech
    repair | reparieren repariert repariert | 修理 | tech
    use | benutzen benutzt benutzt | 使用 | tech doc
    measure | messen misst gemessen | 测量 | phys
    study | untersuchen untersucht untersucht | 研究 | sci
    understand/understood | verstehen versteht verstanden | 理解 | sci plan
    analyze | analysieren analysiert analysiert | 分析 | sci plan
    define | definieren definiert definiert | 定义 | math
    observe | beobachten beobachtet beobachtet | 观察 | phys bio
    calculate | berechnen berechnet berechnet | 计算 | math
    simplify | vereinfachen vereinfacht vereinfacht | 简化 | math
    mention | erwähnen erwähnt erwähnt | 提到 | plan sci
    find/found | finden findet gefunden | 找到 | doc
    invite | ein+laden lädt eingeladen | 邀请 | person
    inform | informieren informiert informiert | 通知 | person
    support | unterstützen unterstützt unterstützt | 支持 | person
    call | an+rufen ruft angerufen | 联系 | person
    meet/met | treffen trifft getroffen | 会见 | person
    ask | fragen fragt gefragt | 询问 | person
"""

_RELATIONS: Final = """
    influence | beeinflussen beeinflusst beeinflusst | 影响 | sci
    change | verändern verändert verändert | 改变 | sci
    need | brauchen braucht gebraucht | 需要 | sci
    contain | enthalten enthält enthalten | 包含 | phys bio math
    limit | begrenzen begrenzt begrenzt | 限制 | sci
    control | kontrollieren kontrolliert kontrolliert | 控制 | bio hist econ
    strengthen | stärken stärkt gestärkt | 加强 | phys bio hist econ
    weaken | schwächen schwächt geschwächt | 削弱 | phys bio hist econ
    protect | schützen schützt geschützt | 保护 | bio hist econ
    destroy | zerstören zerstört zerstört | 破坏 | bio hist
    replace | ersetzen ersetzt ersetzt | 取代 | math econ hist
    determine | bestimmen bestimmt bestimmt | 决定 | phys math econ
"""

# the same with the German preposition (with the dative) as a fourth word
_PREPOSITIONAL: Final = """
    depend on | ab+hängen hängt abgehangen von | 取决于 | sci
    belong to | gehören gehört gehört zu | 属于 | bio hist math
    follow from | folgen folgt gefolgt aus | 来自 | math
    lead to | führen führt geführt zu | 导致 | hist econ
    interact with | interagieren interagiert interagiert mit | 作用于 | phys bio
    profit from | profitieren profitiert profitiert von | 受益于 | hist econ bio
"""

_DISCOVERIES: Final = """
    discover | entdecken entdeckt entdeckt | 发现 | phys bio math
    describe | beschreiben beschreibt beschrieben | 描述 | phys bio math
    destroy | zerstören zerstört zerstört | 摧毁 | hist
    publish | veröffentlichen veröffentlicht veröffentlicht | 发表 | doc math
    invent | erfinden erfindet erfunden | 发明 | tech
    develop | entwickeln entwickelt entwickelt | 开发 | tech
"""

# name | English (I, he, they) | German | Chinese
_AUXILIARIES: Final = """
    be | am,is,are | bin,ist,sind |
    become | was,was,were | wurde,wurde,wurden | 被
    have | have,has,have | habe,hat,haben |
    dont | don't,doesn't,don't | ,, | 不
    will | will,will,will | werde,wird,werden | 会
    can | can,can,can | kann,kann,können | 能
    must | must,must,must | muss,muss,müssen | 必须
    should | should,should,should | sollte,sollte,sollten | 应该
    want | want to,wants to,want to | möchte,möchte,möchten | 想
    need | need,needs,need | brauche,braucht,brauchen | 需要
    start | start,starts,start | beginne,beginnt,beginnen | 开始
    end | end,ends,end | ende,endet,enden | 结束
    increase | increased,increased,increased | bin,ist,sind | 上升
"""

_FIXED: Final = {
    "future": """
        tomorrow | morgen | 明天
        next week | nächste Woche | 下周
        next month | nächsten Monat | 下个月
        soon | bald | 很快
        later | später | 稍后
        this afternoon | heute Nachmittag | 今天下午
        this evening | heute Abend | 今天晚上
    """,
    "past": """
        yesterday | gestern | 昨天
        last week | letzte Woche | 上周
        last month | letzten Monat | 上个月
        last year | letztes Jahr | 去年
        this morning | heute Morgen | 今天早上
        recently | kürzlich | 最近
    """,
    "day": """
        Monday | Montag | 星期一
        Tuesday | Dienstag | 星期二
        Wednesday | Mittwoch | 星期三
        Thursday | Donnerstag | 星期四
        Friday | Freitag | 星期五
        Saturday | Samstag | 星期六
        Sunday | Sonntag | 星期日
    """,
    "month": """
        January | Januar | 一月
        February | Februar | 二月
        March | März | 三月
        April | April | 四月
        May | Mai | 五月
        June | Juni | 六月
        July | Juli | 七月
        August | August | 八月
        September | September | 九月
        October | Oktober | 十月
        November | November | 十一月
        December | Dezember | 十二月
    """,
    "name": """
        Anna | Anna | 安娜
        Peter | Peter | 彼得
        Maria | Maria | 玛丽亚
        Thomas | Thomas | 托马斯
        Sarah | Sarah | 萨拉
        David | David | 大卫
        Julia | Julia | 朱莉娅
        Martin | Martin | 马丁
        Laura | Laura | 劳拉
        Daniel | Daniel | 丹尼尔
        Emma | Emma | 艾玛
        Robert | Robert | 罗伯特
        Sophie | Sophie | 索菲
        Lucas | Lucas | 卢卡斯
        Helen | Helen | 海伦
        Victor | Victor | 维克多
    """,
    "city": """
        Berlin | Berlin | 柏林
        Paris | Paris | 巴黎
        London | London | 伦敦
        Vienna | Wien | 维也纳
        Munich | München | 慕尼黑
        Zurich | Zürich | 苏黎世
        Tokyo | Tokio | 东京
        Beijing | Peking | 北京
        Shanghai | Shanghai | 上海
        Boston | Boston | 波士顿
        Madrid | Madrid | 马德里
        Hamburg | Hamburg | 汉堡
        Geneva | Genf | 日内瓦
    """,
    "opinion": """
        I think | ich denke | 我认为
        I believe | ich glaube | 我相信
        I hope | ich hoffe | 我希望
        we know | wir wissen | 我们知道
        we assume | wir nehmen an | 我们假设
        they say | sie sagen | 他们说
        I'm sure | ich bin sicher | 我确信
        we're afraid | wir befürchten | 我们担心
        you can see | Sie können sehen | 您可以看到
        it seems | es scheint | 看来
        this means | das bedeutet | 这意味着
    """,
    "doubt": """
        I don't know | ich weiß nicht | 我不知道
        we don't know | wir wissen nicht | 我们不知道
        I wonder | ich frage mich | 我想知道
        nobody knows | niemand weiß | 没有人知道
        it's unclear | es ist unklar | 目前不清楚
    """,
    "degree": """
        very | sehr | 非常
        really | wirklich | 真的很
        quite | ziemlich | 相当
        extremely | äußerst | 极其
    """,
    "progress": """
        already | bereits | 已经
        just | gerade | 刚刚
        finally | endlich | 终于
    """,
    "order": """
        first | erstens | 第一
        second | zweitens | 第二
        third | drittens | 第三
        then | dann | 然后
        therefore | deshalb | 因此
        in conclusion | abschließend | 最后
        of course | natürlich | 当然
        unfortunately | leider | 遗憾的是
    """,
    "wh": """
        when | wann | 什么时候
        how | wie | 如何
        why | warum | 为什么
        where | wo | 在哪里
    """,
    "greeting": """
        good morning | guten Morgen | 早上好
        good afternoon | guten Tag | 下午好
        good evening | guten Abend | 晚上好
        hello | hallo | 你好
    """,
    "audience": """
        everyone | zusammen | 各位
        dear colleagues | liebe Kollegen | 亲爱的同事们
        dear students | liebe Studenten | 亲爱的同学们
        ladies and gentlemen | meine Damen und Herren | 女士们先生们
    """,
    "trend": """
        increased | gestiegen | 上升
        fell | gefallen | 下降
        grew | gewachsen | 增长
    """,
    "pronoun": """
        I | ich | 我
        he | er | 他
        she | sie | 她
        we | wir | 我们
        you | Sie | 您
        they | sie | 他们
    """,
    "short": """
        I'll | ich | 我
        he'll | er | 他
        she'll | sie | 她
        we'll | wir | 我们
        you'll | Sie | 您
        they'll | sie | 他们
    """,
}

# the number of an English pronoun (also in front of "'ll"); all others are plural
PRONOUN_NUMBERS: Final[dict[str, Number]] = {"I": "sg1", "he": "sg", "she": "sg"}

NOUNS: Final[dict[str, tuple[Noun, ...]]] = {
    kind: tuple(_noun(kind, row) for row in _rows(table)) for kind, table in _NOUNS.items()
}
ADJECTIVES: Final = tuple(_adjective(row) for row in _rows(_ADJECTIVES))
VERBS: Final = tuple(map(_verb, _rows(_VERBS)))
RELATIONS: Final = tuple(map(_verb, _rows(_RELATIONS)))
PREPOSITIONAL: Final = tuple(map(_verb, _rows(_PREPOSITIONAL)))
DISCOVERIES: Final = tuple(map(_verb, _rows(_DISCOVERIES)))
AUXILIARIES: Final = {row[0]: _auxiliary(row) for row in _rows(_AUXILIARIES)}
FIXED: Final[dict[str, tuple[Fixed, ...]]] = {k: _fixed(v) for k, v in _FIXED.items()}
