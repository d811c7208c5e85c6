<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Start or stop</source>
        <translation>开始或停止</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>追上进度</translation>
    </message>
    <message>
        <source>Clear the transcript</source>
        <translation>清空文字记录</translation>
    </message>
    <message>
        <source>Caption a file…</source>
        <translation>为文件加字幕…</translation>
    </message>
    <message>
        <source>Export this session…</source>
        <translation>导出本次会话…</translation>
    </message>
    <message>
        <source>Past sessions…</source>
        <translation>历史会话…</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>模型…</translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation>校准…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Find in transcript</source>
        <translation>在文字记录中查找</translation>
    </message>
    <message>
        <source>Tuning panel</source>
        <translation>调节面板</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>悬浮字幕</translation>
    </message>
    <message>
        <source>Lock the overlay</source>
        <translation>锁定悬浮字幕</translation>
    </message>
    <message>
        <source>Move the overlay by keys</source>
        <translation>用键盘移动悬浮字幕</translation>
    </message>
    <message>
        <source>Bring the overlay back</source>
        <translation>找回悬浮字幕</translation>
    </message>
    <message>
        <source>Lecture view</source>
        <translation>大屏视图</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>About LSG Desktop</source>
        <translation>关于 LSG Desktop</translation>
    </message>
</context>
<context>
    <name>Calibration</name>
    <message>
        <source>δ {delta}, α {alpha}, L {low}, U {range}: words come {lag} s late, and {quality} % of them are as after hearing everything.</source>
        <translation>δ {delta}，α {alpha}，L {low}，U {range}：词晚 {lag} 秒出现，其中 {quality} % 与听完全部之后相同。</translation>
    </message>
</context>
<context>
    <name>CalibrationDialog</name>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>First record a minute, or choose speech that there is.</source>
        <translation>请先录一分钟，或选择已有的语音。</translation>
    </message>
    <message>
        <source>{name}: {seconds} s of speech.</source>
        <translation>{name}：{seconds} 秒语音。</translation>
    </message>
    <message>
        <source>Captions are being written. Stop them first: both need the model.</source>
        <translation>正在写字幕。请先停止：两者都要用模型。</translation>
    </message>
    <message>
        <source>No model is loaded yet. Wait until it is, or choose one under “Models”.</source>
        <translation>还没有加载模型。请等它加载完，或在“模型”里选一个。</translation>
    </message>
    <message>
        <source>Calibrate with this speech</source>
        <translation>用这段语音校准</translation>
    </message>
    <message>
        <source>Cancel calibrating</source>
        <translation>取消校准</translation>
    </message>
    <message>
        <source>How much has been tried</source>
        <translation>已试了多少</translation>
    </message>
    <message>
        <source>Settings for your voice and language</source>
        <translation>适合您声音和语言的设置</translation>
    </message>
    <message>
        <source>A minute of speech is captioned with many settings, and what counts as right is what the model itself would write had it heard everything.</source>
        <translation>用许多种设置给一分钟语音写字幕，以模型听完全部之后自己会写的文字为准。</translation>
    </message>
</context>
<context>
    <name>CalibrationPlot</name>
    <message>
        <source>Transcript</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <source>{count} settings were tried. {presets}</source>
        <translation>试了 {count} 种设置。{presets}</translation>
    </message>
    <message>
        <source>{name}: {told}</source>
        <translation>{name}：{told}</translation>
    </message>
</context>
<context>
    <name>CalibrationView</name>
    <message>
        <source>Quality and lag of settings</source>
        <translation>各种设置的质量与延迟</translation>
    </message>
    <message>
        <source>as after hearing everything, %</source>
        <translation>与听完全部之后相同，%</translation>
    </message>
    <message>
        <source>lag, s</source>
        <translation>延迟，秒</translation>
    </message>
</context>
<context>
    <name>ControlRow</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Choose a model and its precision</source>
        <translation>选择模型及其精度</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>没有模型</translation>
    </message>
</context>
<context>
    <name>CoreWords</name>
    <message>
        <source>{problem} {remedy}</source>
        <translation>{problem}{remedy}</translation>
    </message>
    <message>
        <source>{endpoint} cannot serve it now (HTTP {status}).</source>
        <translation>{endpoint} 现在无法提供（HTTP {status}）。</translation>
    </message>
    <message>
        <source>Try again: what has arrived is kept.</source>
        <translation>请重试：已下载的部分会保留。</translation>
    </message>
    <message>
        <source>There is no connection to {endpoint}.</source>
        <translation>无法连接 {endpoint}。</translation>
    </message>
    <message>
        <source>Check the network, and try again: what has arrived is kept.</source>
        <translation>请检查网络后重试：已下载的部分会保留。</translation>
    </message>
    <message>
        <source>{endpoint} does not answer as a hub does.</source>
        <translation>{endpoint} 的回答不像 Hub。</translation>
    </message>
    <message>
        <source>Check whether this network wants you to log in first.</source>
        <translation>请检查这个网络是否要求先登录。</translation>
    </message>
    <message>
        <source>This computer does not trust the certificate of {endpoint}.</source>
        <translation>这台电脑不信任 {endpoint} 的证书。</translation>
    </message>
    <message>
        <source>Have your network&apos;s root certificate added to those of the system.</source>
        <translation>请让人把您所在网络的根证书加到系统中。</translation>
    </message>
    <message>
        <source>The proxy does not let {endpoint} through.</source>
        <translation>代理不允许访问 {endpoint}。</translation>
    </message>
    <message>
        <source>Check the environment variable HTTPS_PROXY.</source>
        <translation>请检查环境变量 HTTPS_PROXY。</translation>
    </message>
    <message>
        <source>The environment variable HF_HUB_OFFLINE forbids downloads.</source>
        <translation>环境变量 HF_HUB_OFFLINE 禁止下载。</translation>
    </message>
    <message>
        <source>Unset it, and start the application again.</source>
        <translation>请取消它，再重新启动应用。</translation>
    </message>
    <message>
        <source>{model} is given to those who accept its terms.</source>
        <translation>{model} 只提供给接受其条款的人。</translation>
    </message>
    <message>
        <source>Accept them on {page}, and log in to the hub on this computer.</source>
        <translation>请在 {page} 上接受条款，并在这台电脑上登录 Hub。</translation>
    </message>
    <message>
        <source>The hub has no model {model}.</source>
        <translation>Hub 上没有模型 {model}。</translation>
    </message>
    <message>
        <source>Check the name; if it is private, log in to the hub on this computer.</source>
        <translation>请检查名称；如果是私有模型，请在这台电脑上登录 Hub。</translation>
    </message>
    <message>
        <source>The hub does not let you have {model}.</source>
        <translation>Hub 不允许您下载 {model}。</translation>
    </message>
    <message>
        <source>Log in to the hub on this computer.</source>
        <translation>请在这台电脑上登录 Hub。</translation>
    </message>
    <message>
        <source>{model} is not a model.</source>
        <translation>{model} 不是模型。</translation>
    </message>
    <message>
        <source>{model} has no weights in the safetensors format.</source>
        <translation>{model} 没有 safetensors 格式的权重。</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>请另选一个模型。</translation>
    </message>
    <message>
        <source>{model} is being downloaded already.</source>
        <translation>{model} 已在下载中。</translation>
    </message>
    <message>
        <source>Wait for it, or stop it.</source>
        <translation>请等它完成，或停止它。</translation>
    </message>
    <message>
        <source>{file} did not arrive as it left.</source>
        <translation>{file} 在传输中损坏。</translation>
    </message>
    <message>
        <source>Try again: it was deleted.</source>
        <translation>请重试：损坏的文件已删除。</translation>
    </message>
    <message>
        <source>The disk of {folder} is full.</source>
        <translation>{folder} 所在的磁盘已满。</translation>
    </message>
    <message>
        <source>Free some space, and try again.</source>
        <translation>请腾出一些空间，然后重试。</translation>
    </message>
    <message>
        <source>Set the environment variable HF_HOME to a folder that can.</source>
        <translation>请把环境变量 HF_HOME 设为可以写入的文件夹。</translation>
    </message>
    <message>
        <source>{needed} of disk are needed, and {free} are free in {folder}.</source>
        <translation>需要 {needed} 磁盘空间，{folder} 剩余 {free}。</translation>
    </message>
    <message>
        <source>Free some space, or set the environment variable HF_HOME to a folder on a larger disk.</source>
        <translation>请腾出一些空间，或把环境变量 HF_HOME 设为更大磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>This is a fault of the application ({kind}).</source>
        <translation>这是应用自身的错误（{kind}）。</translation>
    </message>
    <message>
        <source>This is a fault of the application: the task {task} was not begun.</source>
        <translation>这是应用自身的错误：任务 {task} 没有开始。</translation>
    </message>
    <message>
        <source>This is a fault of the application: it asked about {asked} of {heard} samples heard.</source>
        <translation>这是应用自身的错误：只听到 {heard} 个样本，却查询了 {asked} 个。</translation>
    </message>
    <message>
        <source>This is a fault of the application: sound came while a session had no model.</source>
        <translation>这是应用自身的错误：会话没有模型时收到了声音。</translation>
    </message>
    <message>
        <source>Files that come with the application are missing.</source>
        <translation>缺少应用自带的文件。</translation>
    </message>
    <message>
        <source>Install the application again.</source>
        <translation>请重新安装本应用。</translation>
    </message>
    <message>
        <source>There is no room for {path} ({error}).</source>
        <translation>没有空间存放 {path}（{error}）。</translation>
    </message>
    <message>
        <source>Free some space; what was written stays.</source>
        <translation>请腾出一些空间；已写下的内容不会丢。</translation>
    </message>
    <message>
        <source>{path} cannot be written ({error}).</source>
        <translation>无法写入 {path}（{error}）。</translation>
    </message>
    <message>
        <source>Check the disk; what was written stays.</source>
        <translation>请检查磁盘；已写下的内容不会丢。</translation>
    </message>
    <message>
        <source>Allow it to be written, or set the environment variable LSG_HOME to another folder.</source>
        <translation>请允许写入，或把环境变量 LSG_HOME 设为另一个文件夹。</translation>
    </message>
    <message>
        <source>{path} is in use by another program ({error}).</source>
        <translation>{path} 正被另一个程序使用（{error}）。</translation>
    </message>
    <message>
        <source>Close that, and try again.</source>
        <translation>请关闭那个程序，然后重试。</translation>
    </message>
    <message>
        <source>{path} was damaged and is kept as {name}.</source>
        <translation>{path} 已损坏，改名为 {name} 保留。</translation>
    </message>
    <message>
        <source>{path} was damaged.</source>
        <translation>{path} 已损坏。</translation>
    </message>
    <message>
        <source>Go on: a new one begins.</source>
        <translation>请继续：会新建一个。</translation>
    </message>
    <message>
        <source>{path} cannot be used: {name} is no table.</source>
        <translation>无法使用 {path}：{name} 不是表。</translation>
    </message>
    <message>
        <source>Mend it, or move it away.</source>
        <translation>请改正它，或把它移走。</translation>
    </message>
    <message>
        <source>{path} cannot be made ({error}).</source>
        <translation>无法创建 {path}（{error}）。</translation>
    </message>
    <message>
        <source>Free some room, or make it yourself.</source>
        <translation>请腾出空间，或自己创建它。</translation>
    </message>
    <message>
        <source>{path} cannot be used ({error}).</source>
        <translation>{path} 无法使用（{error}）。</translation>
    </message>
    <message>
        <source>Report it, please.</source>
        <translation>请报告这个问题。</translation>
    </message>
    <message>
        <source>{path} was made by a newer version of the application.</source>
        <translation>{path} 是由更新版本的应用创建的。</translation>
    </message>
    <message>
        <source>Update the application.</source>
        <translation>请更新本应用。</translation>
    </message>
    <message>
        <source>Nothing of session {session} was written in that language.</source>
        <translation>会话 {session} 没有用这种语言写下文字。</translation>
    </message>
    <message>
        <source>Choose another text.</source>
        <translation>请选择别的内容。</translation>
    </message>
    <message>
        <source>{path} is no ordinary file.</source>
        <translation>{path} 不是普通文件。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个文件名。</translation>
    </message>
    <message>
        <source>Choose another place, or free some space.</source>
        <translation>请换一个位置，或腾出一些空间。</translation>
    </message>
    <message>
        <source>There is no session {session}.</source>
        <translation>没有会话 {session}。</translation>
    </message>
    <message>
        <source>“Past sessions” shows them all.</source>
        <translation>“历史会话”中可以看到全部会话。</translation>
    </message>
    <message>
        <source>There are no sessions yet.</source>
        <translation>还没有会话。</translation>
    </message>
    <message>
        <source>Press Start to begin one.</source>
        <translation>按“开始”即可。</translation>
    </message>
    <message>
        <source>Session {session} is still running.</source>
        <translation>会话 {session} 还在进行中。</translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation>请先停止它。</translation>
    </message>
    <message>
        <source>The recording has filled the {size} MB that it may take.</source>
        <translation>录音已占满允许的 {size} MB。</translation>
    </message>
    <message>
        <source>Allow more under Settings; what was recorded stays, and captions go on.</source>
        <translation>请在“设置”中调大录音空间；已录下的会保留，字幕继续。</translation>
    </message>
    <message>
        <source>The recording {folder} cannot be deleted ({error}).</source>
        <translation>无法删除录音 {folder}（{error}）。</translation>
    </message>
    <message>
        <source>Close what plays it, and try again.</source>
        <translation>请关闭正在播放它的程序，然后重试。</translation>
    </message>
    <message>
        <source>The recording cannot be written to {folder} ({error}).</source>
        <translation>录音无法写入 {folder}（{error}）。</translation>
    </message>
    <message>
        <source>Free some space; what was recorded stays, and captions go on.</source>
        <translation>请腾出一些空间；已录下的会保留，字幕继续。</translation>
    </message>
    <message>
        <source>{path} cannot be read ({error}): the usual settings count.</source>
        <translation>无法读取 {path}（{error}）：使用默认设置。</translation>
    </message>
    <message>
        <source>{path} cannot be used ({why}): it is kept as {name}, and the usual settings count.</source>
        <translation>{path} 无法使用（{why}）：已改名为 {name} 保留，使用默认设置。</translation>
    </message>
    <message>
        <source>it is not in UTF-8</source>
        <translation>不是 UTF-8 编码</translation>
    </message>
    <message>
        <source>The settings are not saved. {problem}</source>
        <translation>设置没有保存。{problem}</translation>
    </message>
    <message>
        <source>See that there is space, and that the file and its folder can be read and written.</source>
        <translation>请确认有足够空间，并且文件和文件夹可以读写。</translation>
    </message>
    <message>
        <source>{file}: nothing is known of {names}, which stays as it is.</source>
        <translation>{file}：不认识 {names}，原样保留。</translation>
    </message>
    <message>
        <source>{file}: {setting} cannot be {value}. {remedy}</source>
        <translation>{file}：{setting} 不能是 {value}。{remedy}</translation>
    </message>
    <message>
        <source>Presets are never for a translation alone.</source>
        <translation>不能只为翻译保存预设。</translation>
    </message>
    <message>
        <source>Measure both tasks, or transcripts.</source>
        <translation>请测量两项任务，或只测量字幕。</translation>
    </message>
    <message>
        <source>{setting} cannot be {value}.</source>
        <translation>{setting} 不能是 {value}。</translation>
    </message>
    <message>
        <source>Make it a table.</source>
        <translation>请改为表。</translation>
    </message>
    <message>
        <source>It can be true or false.</source>
        <translation>可以是 true 或 false。</translation>
    </message>
    <message>
        <source>It has to be text.</source>
        <translation>必须是文字。</translation>
    </message>
    <message>
        <source>It has to be {number}.</source>
        <translation>必须是{number}。</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>a number ({unit})</source>
        <translation>数字（{unit}）</translation>
    </message>
    <message>
        <source>a number from {low} to {high}</source>
        <translation>{low} 到 {high} 之间的数字</translation>
    </message>
    <message>
        <source>a number of {low} or more</source>
        <translation>不小于 {low} 的数字</translation>
    </message>
    <message>
        <source>a number of {low} or more ({unit})</source>
        <translation>不小于 {low} 的数字（{unit}）</translation>
    </message>
    <message>
        <source>a number of {low} or more, or inf</source>
        <translation>不小于 {low} 的数字，或为 inf</translation>
    </message>
    <message>
        <source>a number of {low} or more ({unit}), or inf</source>
        <translation>不小于 {low} 的数字（{unit}），或为 inf</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a whole number ({unit})</source>
        <translation>整数（{unit}）</translation>
    </message>
    <message>
        <source>a whole number from {low} to {high}</source>
        <translation>{low} 到 {high} 之间的整数</translation>
    </message>
    <message>
        <source>a whole number of {low} or more</source>
        <translation>不小于 {low} 的整数</translation>
    </message>
    <message>
        <source>a whole number of {low} or more ({unit})</source>
        <translation>不小于 {low} 的整数（{unit}）</translation>
    </message>
    <message>
        <source>a whole number of {low} or more, or inf</source>
        <translation>不小于 {low} 的整数，或为 inf</translation>
    </message>
    <message>
        <source>a whole number of {low} or more ({unit}), or inf</source>
        <translation>不小于 {low} 的整数（{unit}），或为 inf</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>没有加载模型。</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>请选择一个。</translation>
    </message>
    <message>
        <source>{model} does not understand {language}.</source>
        <translation>{model} 听不懂{language}。</translation>
    </message>
    <message>
        <source>{model} does not translate into {language}.</source>
        <translation>{model} 不能译成{language}。</translation>
    </message>
    <message>
        <source>The model does not know this language: {language}.</source>
        <translation>模型不认识这种语言：{language}。</translation>
    </message>
    <message>
        <source>The sentence is longer than {limit} s.</source>
        <translation>这句话超过了 {limit} 秒。</translation>
    </message>
    <message>
        <source>Shorten the pause that ends an utterance under Settings.</source>
        <translation>请在“设置”中缩短结束一句话的停顿。</translation>
    </message>
    <message>
        <source>Memory ran out while listening.</source>
        <translation>听的时候内存用尽了。</translation>
    </message>
    <message>
        <source>The model&apos;s output is not a number.</source>
        <translation>模型的输出不是数字。</translation>
    </message>
    <message>
        <source>Choose another precision, such as bf16.</source>
        <translation>请选别的精度，例如 bf16。</translation>
    </message>
    <message>
        <source>The tokenizer of the model has no token {token}.</source>
        <translation>模型的分词器没有标记 {token}。</translation>
    </message>
    <message>
        <source>Choose a model of the Qwen2-Audio family.</source>
        <translation>请选择 Qwen2-Audio 系列的模型。</translation>
    </message>
    <message>
        <source>There is no model or folder {name}.</source>
        <translation>没有名为 {name} 的模型或文件夹。</translation>
    </message>
    <message>
        <source>Choose another one under “Models”.</source>
        <translation>请在“模型”中另选一个。</translation>
    </message>
    <message>
        <source>Mend the file, or delete it to use the usual settings.</source>
        <translation>请改正这个文件；删除它则使用默认设置。</translation>
    </message>
    <message>
        <source>{file} is not an object.</source>
        <translation>{file} 不是对象。</translation>
    </message>
    <message>
        <source>{file} has a name that is no text.</source>
        <translation>{file} 中的名称不是文字。</translation>
    </message>
    <message>
        <source>{file} does not say which languages the model knows.</source>
        <translation>{file} 没有说明模型懂哪些语言。</translation>
    </message>
    <message>
        <source>{file} does not list what {code} is translated into.</source>
        <translation>{file} 没有列出 {code} 能译成什么语言。</translation>
    </message>
    <message>
        <source>{file} names a language that is not known: {code}.</source>
        <translation>{file} 中有不认识的语言：{code}。</translation>
    </message>
    <message>
        <source>{file} names a family that is not known: {family}.</source>
        <translation>{file} 中有不认识的模型系列：{family}。</translation>
    </message>
    <message>
        <source>{file} has defaults that are not an object.</source>
        <translation>{file} 中的默认值不是对象。</translation>
    </message>
    <message>
        <source>{file} gives a default to {setting}, which is no setting.</source>
        <translation>{file} 为 {setting} 给出默认值，但没有这项设置。</translation>
    </message>
    <message>
        <source>{file} gives {setting} a default of the wrong kind: {value}.</source>
        <translation>{file} 给 {setting} 的默认值类型不对：{value}。</translation>
    </message>
    <message>
        <source>{file} has a default that is out of bounds. {problem}</source>
        <translation>{file} 中有超出范围的默认值。{problem}</translation>
    </message>
    <message>
        <source>{file} has a limit_s that is not between 1 and 30: {value}.</source>
        <translation>{file} 中的 limit_s 不在 1 到 30 之间：{value}。</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>没有文件夹 {folder}。</translation>
    </message>
    <message>
        <source>{folder} holds Qwen-Audio as it was published.</source>
        <translation>{folder} 里是原始发布格式的 Qwen-Audio。</translation>
    </message>
    <message>
        <source>Convert it first; the README says how.</source>
        <translation>请先转换它；方法见 README。</translation>
    </message>
    <message>
        <source>{folder} holds a model of another family ({family}).</source>
        <translation>{folder} 里的模型属于别的系列（{family}）。</translation>
    </message>
    <message>
        <source>The weights in {folder} were quantised when they were saved.</source>
        <translation>{folder} 里的权重保存时已经量化。</translation>
    </message>
    <message>
        <source>Choose the original weights, and a precision such as nf4.</source>
        <translation>请选择原始权重，再选 nf4 之类的精度。</translation>
    </message>
    <message>
        <source>The weights in {folder} are in a format that can run code when it is read.</source>
        <translation>{folder} 里的权重格式在读取时可能运行代码。</translation>
    </message>
    <message>
        <source>Choose weights in the safetensors format.</source>
        <translation>请选择 safetensors 格式的权重。</translation>
    </message>
    <message>
        <source>{name} in {folder} lacks a part of the weights.</source>
        <translation>{folder} 里的 {name} 缺一部分权重。</translation>
    </message>
    <message>
        <source>{name} in {folder} does not say where the weights are.</source>
        <translation>{folder} 里的 {name} 没有说明权重在哪里。</translation>
    </message>
    <message>
        <source>{name} in {folder} only says where the weights are.</source>
        <translation>{folder} 里的 {name} 只说明了权重在哪里。</translation>
    </message>
    <message>
        <source>Fetch them with Git LFS.</source>
        <translation>请用 Git LFS 取回。</translation>
    </message>
    <message>
        <source>{name} is missing in {folder}.</source>
        <translation>{folder} 里缺少 {name}。</translation>
    </message>
    <message>
        <source>{name} in {folder} is damaged.</source>
        <translation>{folder} 里的 {name} 已损坏。</translation>
    </message>
    <message>
        <source>{name} in {folder} is cut off: it has {there} of {whole} bytes.</source>
        <translation>{folder} 里的 {name} 不完整：共 {whole} 字节，只有 {there} 字节。</translation>
    </message>
    <message>
        <source>{file} cannot be read.</source>
        <translation>无法读取 {file}。</translation>
    </message>
    <message>
        <source>The model in {folder} lacks {tensors}.</source>
        <translation>{folder} 里的模型缺少 {tensors}。</translation>
    </message>
    <message>
        <source>The model in {folder} has something that is not known here: {tensors}.</source>
        <translation>{folder} 里的模型含有本应用不认识的内容：{tensors}。</translation>
    </message>
    <message>
        <source>The model in {folder} has another shape in {tensors}.</source>
        <translation>{folder} 里的模型形状不符：{tensors}。</translation>
    </message>
    <message>
        <source>{tensor} and {count} more</source>
        <translation>{tensor} 等，另有 {count} 个</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>请重新下载。</translation>
    </message>
    <message>
        <source>Download {model} under “Models”.</source>
        <translation>请在“模型”中下载 {model}。</translation>
    </message>
    <message>
        <source>Install the application again, with the demo model.</source>
        <translation>请连同 demo 模型重新安装本应用。</translation>
    </message>
    <message>
        <source>The settings name a device that there is not: {device}.</source>
        <translation>设置中的计算设备不存在：{device}。</translation>
    </message>
    <message>
        <source>The settings ask for {device}, and {why}.</source>
        <translation>设置要求用 {device}，但{why}。</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>这里没有</translation>
    </message>
    <message>
        <source>this PyTorch was built without CUDA</source>
        <translation>这个 PyTorch 不带 CUDA</translation>
    </message>
    <message>
        <source>PyTorch finds none on this computer</source>
        <translation>PyTorch 在这台电脑上找不到</translation>
    </message>
    <message>
        <source>Write device = &quot;cpu&quot; below [listen] in the settings file.</source>
        <translation>请在设置文件的 [listen] 下写 device = &quot;cpu&quot;。</translation>
    </message>
    <message>
        <source>It failed on {place} ({error}).</source>
        <translation>在{place}上失败（{error}）。</translation>
    </message>
    <message>
        <source>the processor ({cores} cores)</source>
        <translation>处理器（{cores} 核）</translation>
    </message>
    <message>
        <source>Apple&apos;s GPU (never tested)</source>
        <translation>Apple 显卡（未经测试）</translation>
    </message>
    <message>
        <source>There is no precision {precision}.</source>
        <translation>没有精度 {precision}。</translation>
    </message>
    <message>
        <source>{precision} cannot be computed on {place}.</source>
        <translation>{place}不支持 {precision}。</translation>
    </message>
    <message>
        <source>{precision} does not work on {place} ({why}).</source>
        <translation>{precision} 在{place}上不能用（{why}）。</translation>
    </message>
    <message>
        <source>bitsandbytes gives wrong numbers on this device</source>
        <translation>bitsandbytes 在这个设备上算出错误的数</translation>
    </message>
    <message>
        <source>{precision} needs {needed}: {room}.</source>
        <translation>{precision} 需要 {needed}：{room}。</translation>
    </message>
    <message>
        <source>The model does not fit. {precision} needs {needed}: {room}.</source>
        <translation>模型放不下。{precision} 需要 {needed}：{room}。</translation>
    </message>
    <message>
        <source>{free} free on {place}</source>
        <translation>{place}空闲 {free}</translation>
    </message>
    <message>
        <source>The memory of {place} is full: {precision} did not fit.</source>
        <translation>{place}的内存已满：放不下 {precision}。</translation>
    </message>
    <message>
        <source>Choose {precision} as the precision.</source>
        <translation>请把精度选为 {precision}。</translation>
    </message>
    <message>
        <source>Choose a smaller model.</source>
        <translation>请选更小的模型。</translation>
    </message>
    <message>
        <source>Close other programs that use the GPU, or choose the demo model.</source>
        <translation>请关闭使用显卡的其他程序，或选择 demo 模型。</translation>
    </message>
    <message>
        <source>Close other programs, or choose the demo model.</source>
        <translation>请关闭其他程序，或选择 demo 模型。</translation>
    </message>
    <message>
        <source>{precision}, {size} of weights: {why}</source>
        <translation>{precision}，权重 {size}：{why}</translation>
    </message>
    <message>
        <source>{plan}; memory is short, so sentences are cut at {limit} s</source>
        <translation>{plan}；内存不足，句子最长 {limit} 秒</translation>
    </message>
    <message>
        <source>as chosen, {room}</source>
        <translation>按所选，{room}</translation>
    </message>
    <message>
        <source>since {precision} needs {needed}, {room}</source>
        <translation>因为 {precision} 需要 {needed}，{room}</translation>
    </message>
    <message>
        <source>The model in {folder} cannot be loaded as {precision} ({error}).</source>
        <translation>{folder} 里的模型无法按 {precision} 加载（{error}）。</translation>
    </message>
    <message>
        <source>{model} is not on this computer.</source>
        <translation>这台电脑上没有 {model}。</translation>
    </message>
    <message>
        <source>{model} is on this computer already.</source>
        <translation>这台电脑上已有 {model}。</translation>
    </message>
    <message>
        <source>There is nothing to download.</source>
        <translation>不需要下载。</translation>
    </message>
    <message>
        <source>The download of {model} was cancelled.</source>
        <translation>{model} 的下载已取消。</translation>
    </message>
    <message>
        <source>The demo model is a part of the application.</source>
        <translation>demo 模型是应用的一部分。</translation>
    </message>
    <message>
        <source>Remove another one.</source>
        <translation>请移除别的模型。</translation>
    </message>
    <message>
        <source>There is nothing to remove.</source>
        <translation>没有可移除的。</translation>
    </message>
    <message>
        <source>{folder} is a folder of yours, not a download.</source>
        <translation>{folder} 是您的文件夹，不是下载来的。</translation>
    </message>
    <message>
        <source>Delete it yourself.</source>
        <translation>请自行删除。</translation>
    </message>
    <message>
        <source>{folder} cannot be removed ({error}).</source>
        <translation>无法移除 {folder}（{error}）。</translation>
    </message>
    <message>
        <source>Close the programs that use the model.</source>
        <translation>请关闭正在使用这个模型的程序。</translation>
    </message>
    <message>
        <source>{lost} s of sound were lost: captions are {behind} s behind, and no more can be kept.</source>
        <translation>丢失了 {lost} 秒声音：字幕已落后 {behind} 秒，无法保留更多。</translation>
    </message>
    <message>
        <source>{lost} s of sound were lost: captions are too far behind.</source>
        <translation>丢失了 {lost} 秒声音：字幕落后太多。</translation>
    </message>
    <message>
        <source>Choose a smaller model or longer chunks.</source>
        <translation>请选更小的模型，或把块长调大。</translation>
    </message>
    <message>
        <source>This Mac&apos;s own sound cannot be recorded yet.</source>
        <translation>还不能录下这台 Mac 自己的声音。</translation>
    </message>
    <message>
        <source>See “Computer sound” in the help.</source>
        <translation>请看帮助中的“电脑声音”。</translation>
    </message>
    <message>
        <source>This computer&apos;s own sound cannot be recorded without PulseAudio or PipeWire.</source>
        <translation>没有 PulseAudio 或 PipeWire，无法录下这台电脑自己的声音。</translation>
    </message>
    <message>
        <source>Install the packages pulseaudio-utils and libasound2-plugins, then log in again.</source>
        <translation>请安装软件包 pulseaudio-utils 和 libasound2-plugins，然后重新登录。</translation>
    </message>
    <message>
        <source>This computer&apos;s own sound cannot be recorded.</source>
        <translation>无法录下这台电脑自己的声音。</translation>
    </message>
    <message>
        <source>Choose a microphone above.</source>
        <translation>请在上方选一个麦克风。</translation>
    </message>
    <message>
        <source>There is no output {name}.</source>
        <translation>没有名为 {name} 的输出。</translation>
    </message>
    <message>
        <source>Choose another source above.</source>
        <translation>请在上方另选一个声音来源。</translation>
    </message>
    <message>
        <source>There is no microphone {name}.</source>
        <translation>没有名为 {name} 的麦克风。</translation>
    </message>
    <message>
        <source>Several microphones fit {name}.</source>
        <translation>有多个麦克风符合 {name}。</translation>
    </message>
    <message>
        <source>Choose one of these: {choices}.</source>
        <translation>可选：{choices}。</translation>
    </message>
    <message>
        <source>This computer has no microphone.</source>
        <translation>这台电脑没有麦克风。</translation>
    </message>
    <message>
        <source>Plug one in.</source>
        <translation>请接上一个。</translation>
    </message>
    <message>
        <source>This computer has no output that can be recorded.</source>
        <translation>这台电脑没有可以录音的输出。</translation>
    </message>
    <message>
        <source>Switch speakers or headphones on in the sound settings.</source>
        <translation>请在系统的声音设置中打开扬声器或耳机。</translation>
    </message>
    <message>
        <source>The sound of {name} cannot be recorded ({error}).</source>
        <translation>无法录下 {name} 的声音（{error}）。</translation>
    </message>
    <message>
        <source>Choose another output above, or close programs that use it alone.</source>
        <translation>请在上方另选一个输出，或关闭独占它的程序。</translation>
    </message>
    <message>
        <source>PyAudioWPatch, which records what Windows plays, is not installed.</source>
        <translation>没有安装 PyAudioWPatch，它用来录下 Windows 播放的声音。</translation>
    </message>
    <message>
        <source>Install the application again with it, or choose a microphone above.</source>
        <translation>请连同它重新安装本应用，或在上方选一个麦克风。</translation>
    </message>
    <message>
        <source>PortAudio, which records sound, is not installed.</source>
        <translation>没有安装 PortAudio，它用来录音。</translation>
    </message>
    <message>
        <source>Install the package libportaudio2.</source>
        <translation>请安装软件包 libportaudio2。</translation>
    </message>
    <message>
        <source>libsndfile, which reads sound files, is not installed.</source>
        <translation>没有安装 libsndfile，它用来读取声音文件。</translation>
    </message>
    <message>
        <source>Install the package libsndfile1.</source>
        <translation>请安装软件包 libsndfile1。</translation>
    </message>
    <message>
        <source>{name} cannot be opened ({error}).</source>
        <translation>无法打开 {name}（{error}）。</translation>
    </message>
    <message>
        <source>The list of microphones cannot be opened ({error}).</source>
        <translation>无法打开麦克风列表（{error}）。</translation>
    </message>
    <message>
        <source>Close the program that is using it, or choose another source above.</source>
        <translation>请关闭正在使用它的程序，或在上方另选一个声音来源。</translation>
    </message>
    <message>
        <source>Allow desktop apps to use the microphone in Settings &gt; Privacy &gt; Microphone.</source>
        <translation>请在“设置 &gt; 隐私 &gt; 麦克风”中允许桌面应用使用麦克风。</translation>
    </message>
    <message>
        <source>Allow it in System Settings &gt; Privacy &amp; Security &gt; Microphone.</source>
        <translation>请在“系统设置 &gt; 隐私与安全性 &gt; 麦克风”中允许。</translation>
    </message>
    <message>
        <source>{name} has stopped recording.</source>
        <translation>{name} 已停止录音。</translation>
    </message>
    <message>
        <source>Plug it in again, or choose another source above.</source>
        <translation>请重新接上，或在上方另选一个声音来源。</translation>
    </message>
    <message>
        <source>{name} has stopped.</source>
        <translation>{name} 已停止。</translation>
    </message>
    <message>
        <source>Connect it again, or choose another source above.</source>
        <translation>请重新连接，或在上方另选一个声音来源。</translation>
    </message>
    <message>
        <source>The computer was too busy to take all sound from {name}.</source>
        <translation>电脑太忙，没能录下 {name} 的全部声音。</translation>
    </message>
    <message>
        <source>Close other programs.</source>
        <translation>请关闭其他程序。</translation>
    </message>
    <message>
        <source>Nothing has come from {name} for {seconds} s.</source>
        <translation>{name} 已有 {seconds} 秒没有声音传来。</translation>
    </message>
    <message>
        <source>Check that it is plugged in and switched on.</source>
        <translation>请检查它是否接好并已打开。</translation>
    </message>
    <message>
        <source>{wanted} is not connected: listening to {now}.</source>
        <translation>{wanted} 没有连接：正在听 {now}。</translation>
    </message>
    <message>
        <source>{left} is gone: listening to {now} instead.</source>
        <translation>{left} 已断开：改听 {now}。</translation>
    </message>
    <message>
        <source>{left} is gone, and there is nothing else to listen to.</source>
        <translation>{left} 已断开，也没有别的声音可听。</translation>
    </message>
    <message>
        <source>As soon as it is connected again, it is listened to again.</source>
        <translation>重新连接后会继续听它。</translation>
    </message>
    <message>
        <source>{now} is back: listening to it again.</source>
        <translation>{now} 已恢复：继续听它。</translation>
    </message>
    <message>
        <source>Listening to {now} now.</source>
        <translation>现在听 {now}。</translation>
    </message>
    <message>
        <source>No file has been chosen.</source>
        <translation>还没有选择文件。</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>没有文件 {path}。</translation>
    </message>
    <message>
        <source>Check its name and folder.</source>
        <translation>请检查文件名和文件夹。</translation>
    </message>
    <message>
        <source>{path} cannot be read ({error}).</source>
        <translation>无法读取 {path}（{error}）。</translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation>请检查您是否有权读取它。</translation>
    </message>
    <message>
        <source>{path} is a folder.</source>
        <translation>{path} 是文件夹。</translation>
    </message>
    <message>
        <source>Choose one of the sound files in it.</source>
        <translation>请选择其中的一个声音文件。</translation>
    </message>
    <message>
        <source>{path} is empty.</source>
        <translation>{path} 是空的。</translation>
    </message>
    <message>
        <source>{path} is not a sound file that can be read.</source>
        <translation>{path} 不是可以读取的声音文件。</translation>
    </message>
    <message>
        <source>{path} holds no sound.</source>
        <translation>{path} 里没有声音。</translation>
    </message>
    <message>
        <source>{name} holds no sound that can be read.</source>
        <translation>{name} 里没有可以读取的声音。</translation>
    </message>
    <message>
        <source>Choose a WAV, FLAC, MP3, OGG, Opus or AIFF file.</source>
        <translation>请选择 WAV、FLAC、MP3、OGG、Opus 或 AIFF 文件。</translation>
    </message>
    <message>
        <source>{path} does not say how its sound is coded.</source>
        <translation>{path} 没有说明声音的编码方式。</translation>
    </message>
    <message>
        <source>Save {name} as WAV or FLAC, and choose that.</source>
        <translation>请把 {name} 另存为 WAV 或 FLAC，再选择那个文件。</translation>
    </message>
    <message>
        <source>{name} is cut short or damaged: the last {missing} of {length} s are missing.</source>
        <translation>{name} 不完整或已损坏：全长 {length} 秒，缺最后 {missing} 秒。</translation>
    </message>
    <message>
        <source>Copy the file again if the original is whole.</source>
        <translation>如果原文件完整，请重新复制一次。</translation>
    </message>
    <message>
        <source>There is no speech in this sound.</source>
        <translation>这段声音里没有语音。</translation>
    </message>
    <message>
        <source>Choose some in which somebody speaks.</source>
        <translation>请选有人说话的声音。</translation>
    </message>
    <message>
        <source>The model has written nothing of this sound.</source>
        <translation>模型没有从这段声音里写出任何文字。</translation>
    </message>
    <message>
        <source>Choose speech in the language that is chosen in the main window.</source>
        <translation>请选用主窗口中所选语言说的语音。</translation>
    </message>
    <message>
        <source>Sound cannot have a rate of {rate} Hz.</source>
        <translation>声音的采样率不能是 {rate} Hz。</translation>
    </message>
    <message>
        <source>Save the file again with 8000 to 192000 Hz.</source>
        <translation>请用 8000 到 192000 Hz 重新保存文件。</translation>
    </message>
    <message>
        <source>{folder} holds no adapter: {file} is missing or damaged.</source>
        <translation>{folder} 中没有适配器：{file} 缺失或已损坏。</translation>
    </message>
    <message>
        <source>Choose the folder that peft has saved.</source>
        <translation>请选择 peft 保存的文件夹。</translation>
    </message>
    <message>
        <source>The adapter in {folder} is of another kind ({kind}).</source>
        <translation>{folder} 中的适配器属于其他类型（{kind}）。</translation>
    </message>
    <message>
        <source>Choose a LoRA adapter.</source>
        <translation>请选择 LoRA 适配器。</translation>
    </message>
    <message>
        <source>The adapter in {folder} was made for {base}, and the model is {model}.</source>
        <translation>{folder} 中的适配器是为 {base} 制作的，而模型是 {model}。</translation>
    </message>
    <message>
        <source>The adapter in {folder} was made for other weights of {model}.</source>
        <translation>{folder} 中的适配器是为 {model} 的另一版权重制作的。</translation>
    </message>
    <message>
        <source>Train it again.</source>
        <translation>请重新训练它。</translation>
    </message>
    <message>
        <source>The adapter in {folder} does not fit {model}.</source>
        <translation>{folder} 中的适配器与 {model} 不匹配。</translation>
    </message>
    <message>
        <source>The adapter in {folder} was trained for another input ({kind}).</source>
        <translation>{folder} 中的适配器是为另一种输入训练的（{kind}）。</translation>
    </message>
    <message>
        <source>Choose another adapter.</source>
        <translation>请选择另一个适配器。</translation>
    </message>
    <message>
        <source>Choose another adapter, or train this one again.</source>
        <translation>请选择其他适配器，或重新训练此适配器。</translation>
    </message>
    <message>
        <source>The adapter in {folder} does not say which model it is for.</source>
        <translation>{folder} 中的适配器没有说明它用于哪个模型。</translation>
    </message>
    <message>
        <source>The adapter in {folder} was made for {base}, which is not to be found.</source>
        <translation>{folder} 中的适配器是为 {base} 制作的，但找不到该模型。</translation>
    </message>
    <message>
        <source>Put the model where it was when the adapter was trained.</source>
        <translation>请将模型放回训练适配器时所在的位置。</translation>
    </message>
    <message>
        <source>{name} is an adapter and no model.</source>
        <translation>{name} 是适配器，不是模型。</translation>
    </message>
    <message>
        <source>Choose the model that it is for.</source>
        <translation>请选择它所用于的模型。</translation>
    </message>
    <message>
        <source>An adapter needs peft.</source>
        <translation>使用适配器需要 peft。</translation>
    </message>
    <message>
        <source>Install it beside the application.</source>
        <translation>请将它与本应用安装在一起。</translation>
    </message>
    <message>
        <source>The adapter in {folder} cannot be used ({why}).</source>
        <translation>无法使用 {folder} 中的适配器（{why}）。</translation>
    </message>
    <message>
        <source>by its {file} it lacks {weights}</source>
        <translation>按照 {file}，它缺少 {weights}</translation>
    </message>
    <message>
        <source>by its {file} it also has {weights}</source>
        <translation>按照 {file}，它还含有 {weights}</translation>
    </message>
</context>
<context>
    <name>DecisionPlot</name>
    <message>
        <source>Transcript</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <source>No decisions yet.</source>
        <translation>还没有决定。</translation>
    </message>
    <message>
        <source>{count} decisions, {written} written.</source>
        <translation>共 {count} 次决定，其中 {written} 次写下。</translation>
    </message>
</context>
<context>
    <name>DecisionView</name>
    <message>
        <source>Decisions over time</source>
        <translation>随时间作出的决定</translation>
    </message>
    <message>
        <source>read</source>
        <translation>听</translation>
    </message>
    <message>
        <source>write</source>
        <translation>写</translation>
    </message>
    <message>
        <source>KL in nats</source>
        <translation>KL（奈特）</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>置信度</translation>
    </message>
</context>
<context>
    <name>Decisions</name>
    <message>
        <source>Written: {reason}</source>
        <translation>写下：{reason}</translation>
    </message>
    <message>
        <source>Held back: {reason}</source>
        <translation>暂不写：{reason}</translation>
    </message>
    <message>
        <source>KL {kl}, confidence {confidence}</source>
        <translation>KL {kl}，置信度 {confidence}</translation>
    </message>
    <message>
        <source>Unit {unit}, chunk {chunk}, at {time:.2f} s</source>
        <translation>第 {unit} 个词，第 {chunk} 块，{time:.2f} 秒处</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>不需要</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Copied. Nothing that was said is in it.</source>
        <translation>已复制，其中没有任何说过的话。</translation>
    </message>
    <message>
        <source>LSG Desktop {version}

Live captions and simultaneous translation on your own computer. Nothing that is said leaves it.

Apache License 2.0</source>
        <translation>LSG Desktop {version}

在自己的电脑上生成实时字幕和同声翻译。说的话不会离开这台电脑。

Apache License 2.0</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The file has no name: type one, or browse.</source>
        <translation>还没有文件名：请输入，或点“浏览”选择。</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>Subtitles for video players</source>
        <translation>视频播放器字幕</translation>
    </message>
    <message>
        <source>Subtitles for web pages</source>
        <translation>网页字幕</translation>
    </message>
    <message>
        <source>All that is kept, for programs</source>
        <translation>全部数据，供程序使用</translation>
    </message>
    <message>
        <source>A line for each utterance, for programs</source>
        <translation>每句话一行，供程序使用</translation>
    </message>
    <message>
        <source>Transcript and translation</source>
        <translation>原文和译文</translation>
    </message>
    <message>
        <source>Transcript: {language}</source>
        <translation>原文：{language}</translation>
    </message>
    <message>
        <source>Translation: {language}</source>
        <translation>译文：{language}</translation>
    </message>
    <message>
        <source>Export a session</source>
        <translation>导出会话</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>How the file begins</source>
        <translation>文件开头</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Nothing was written in this session.</source>
        <translation>本次会话没有写下任何文字。</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>导出到</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in transcript</source>
        <translation>在文字记录中查找</translation>
    </message>
    <message>
        <source>Places found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Previous place (Shift+Enter)</source>
        <translation>上一处（Shift+Enter）</translation>
    </message>
    <message>
        <source>Next place (Enter)</source>
        <translation>下一处（Enter）</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>{position} of {count}</source>
        <translation>第 {position} 处，共 {count} 处</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>找到 {count} 处</translation>
    </message>
</context>
<context>
    <name>Headings</name>
    <message>
        <source>Transcript</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>正文</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Delete a session</source>
        <translation>删除会话</translation>
    </message>
    <message>
        <source>Delete “{title}” for good?</source>
        <translation>永久删除“{title}”？</translation>
    </message>
    <message>
        <source>{facts}

Its text and its recording cannot be brought back.</source>
        <translation>{facts}

文字和录音删除后无法恢复。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Replace a file</source>
        <translation>替换文件</translation>
    </message>
    <message>
        <source>Replace “{name}”?</source>
        <translation>替换“{name}”？</translation>
    </message>
    <message>
        <source>It is in {folder} already. What is in it now would be lost.</source>
        <translation>{folder} 里已有这个文件，其现有内容将会丢失。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>1 character</source>
        <translation>1 个字</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} 个字</translation>
    </message>
    <message>
        <source>1 word</source>
        <translation>1 个词</translation>
    </message>
    <message>
        <source>{count} words</source>
        <translation>{count} 个词</translation>
    </message>
    <message>
        <source>Running now</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Ended unexpectedly</source>
        <translation>意外中断</translation>
    </message>
</context>
<context>
    <name>HistoryActions</name>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
</context>
<context>
    <name>HistoryWindow</name>
    <message>
        <source>Past sessions</source>
        <translation>历史会话</translation>
    </message>
    <message>
        <source>Only the newest {count} lines are shown: search for more words.</source>
        <translation>只显示最新的 {count} 行：请多输几个词来搜索。</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Exported to {path}</source>
        <translation>已导出到 {path}</translation>
    </message>
</context>
<context>
    <name>LagMeter</name>
    <message>
        <source>Lag</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>{lag:.1f} s</source>
        <translation>{lag:.1f} 秒</translation>
    </message>
    <message>
        <source>Too slow: real-time factor {rtf:.2f} must be below 1</source>
        <translation>太慢：实时率 {rtf:.2f}，须低于 1</translation>
    </message>
    <message>
        <source>Real-time factor {rtf:.2f}, must be below 1</source>
        <translation>实时率 {rtf:.2f}，须低于 1</translation>
    </message>
    <message>
        <source>{what}: {used}</source>
        <translation>{what}：{used}</translation>
    </message>
    <message>
        <source>{what}: {used} of {total}</source>
        <translation>{what}：{used} / {total}</translation>
    </message>
    <message>
        <source>Lag {total}</source>
        <translation>延迟 {total}</translation>
    </message>
    <message>
        <source>{lag} waiting on purpose</source>
        <translation>{lag} 有意等待</translation>
    </message>
    <message>
        <source>{lag} computing</source>
        <translation>{lag} 用于计算</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>English</source>
        <translation>英语</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Cantonese</source>
        <translation>粤语</translation>
    </message>
    <message>
        <source>French</source>
        <translation>法语</translation>
    </message>
    <message>
        <source>German</source>
        <translation>德语</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>西班牙语</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>意大利语</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日语</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>韩语</translation>
    </message>
</context>
<context>
    <name>LanguagePair</name>
    <message>
        <source>Language spoken</source>
        <translation>所说语言</translation>
    </message>
    <message>
        <source>Language to translate into</source>
        <translation>要译成的语言</translation>
    </message>
    <message>
        <source>No translation</source>
        <translation>不翻译</translation>
    </message>
</context>
<context>
    <name>LectureView</name>
    <message>
        <source>Lecture view</source>
        <translation>大屏视图</translation>
    </message>
    <message>
        <source>Captions in large type</source>
        <translation>大字字幕</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>Black or white</source>
        <translation>黑底或白底</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>S source · T translation · B both · C black or white · Ctrl + and Ctrl − size · Esc leave</source>
        <translation>S 原文 · T 译文 · B 两者 · C 黑底或白底 · Ctrl + 和 Ctrl − 大小 · Esc 退出</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>What the marks mean</source>
        <translation>标记含义</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Input level</source>
        <translation>输入电平</translation>
    </message>
    <message>
        <source>Too loud</source>
        <translation>声音太大</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>没有声音</translation>
    </message>
    <message>
        <source>{level} dB</source>
        <translation>{level} dB</translation>
    </message>
</context>
<context>
    <name>LoadedStrip</name>
    <message>
        <source>Loading the model</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>Unload</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>Give the model&apos;s memory back</source>
        <translation>释放模型占用的内存</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>{model} could not be loaded.</source>
        <translation>{model} 无法加载。</translation>
    </message>
    <message>
        <source>The model could not be loaded.</source>
        <translation>模型无法加载。</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>没有加载模型。</translation>
    </message>
    <message>
        <source>Use {precision}</source>
        <translation>使用 {precision}</translation>
    </message>
</context>
<context>
    <name>MachineCheck</name>
    <message>
        <source>Checking this computer…</source>
        <translation>正在检查这台电脑…</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Press Start and speak. What is said appears here, its translation beside it.</source>
        <translation>按“开始”，然后说话。说的话显示在这里，译文在旁边。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Session</source>
        <translation>会话(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Use {model}</source>
        <translation>使用 {model}</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Unload the model first</source>
        <translation>请先释放模型</translation>
    </message>
    <message>
        <source>Pause the download first</source>
        <translation>请先暂停下载</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>A folder with a model of the Qwen2-Audio family, or with an adapter for one</source>
        <translation>含有 Qwen2-Audio 系列模型或其适配器的文件夹</translation>
    </message>
    <message>
        <source>Delete a model</source>
        <translation>删除模型</translation>
    </message>
    <message>
        <source>Delete {model}?</source>
        <translation>删除 {model}？</translation>
    </message>
    <message>
        <source>{size} of disk become free. It can be downloaded again.</source>
        <translation>将腾出 {size} 磁盘空间。以后可以重新下载。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Demo model</source>
        <translation>demo 模型</translation>
    </message>
    <message>
        <source>Comes with the application. It understands its own bundled voices and their small subject only, and runs on any computer.</source>
        <translation>随应用附带，只听得懂附带的那几种语音和它们所讲的少量内容，任何电脑都能用。</translation>
    </message>
    <message>
        <source>A large model for everyday speech, best on a GPU with 8 GB or more. Licence: Apache&#xa0;2.0.</source>
        <translation>适合日常说话的大模型，最好用 8 GB 以上的显卡。许可证：Apache&#xa0;2.0。</translation>
    </message>
    <message>
        <source>An adapter of yours for {model}: {folder}</source>
        <translation>您的适配器，用于 {model}：{folder}</translation>
    </message>
    <message>
        <source>A folder of yours: {folder}</source>
        <translation>您的文件夹：{folder}</translation>
    </message>
    <message>
        <source>From the Hugging Face hub: {name}</source>
        <translation>来自 Hugging Face Hub：{name}</translation>
    </message>
    <message>
        <source>Writes down {languages}, and translates each of them into every other.</source>
        <translation>能写下{languages}，并在这些语言之间互译。</translation>
    </message>
    <message>
        <source>Writes down {spoken}, and translates it into {targets}.</source>
        <translation>能写下{spoken}，并译成{targets}。</translation>
    </message>
    <message>
        <source>Writes down {spoken}.</source>
        <translation>能写下{spoken}。</translation>
    </message>
    <message>
        <source>{size} on this computer.</source>
        <translation>在这台电脑上占用 {size}。</translation>
    </message>
    <message>
        <source>{done} of it are here already.</source>
        <translation>已有 {done}。</translation>
    </message>
    <message>
        <source>It is missing.</source>
        <translation>已经找不到。</translation>
    </message>
    <message>
        <source>{size} to download; the disk has {free} free, in {disk}.</source>
        <translation>需下载 {size}；磁盘剩余 {free}，位于 {disk}。</translation>
    </message>
    <message>
        <source>{size} to download, and the disk has only {free} free, in {disk}: free some space first.</source>
        <translation>需下载 {size}，磁盘只剩 {free}，位于 {disk}：请先腾出空间。</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>正在暂停…</translation>
    </message>
    <message>
        <source>Downloading, {percent} %</source>
        <translation>正在下载，{percent} %</translation>
    </message>
    <message>
        <source>Download failed</source>
        <translation>下载失败</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <translation>无法使用</translation>
    </message>
    <message>
        <source>Ready to use</source>
        <translation>可以使用</translation>
    </message>
    <message>
        <source>Partly downloaded</source>
        <translation>已下载一部分</translation>
    </message>
    <message>
        <source>Not downloaded</source>
        <translation>未下载</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>正在查询 Hub…</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{done} of {total}, {rate} a second, {left} left</source>
        <translation>{done} / {total}，每秒 {rate}，还需 {left}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>This computer has no GPU that can be used; {free} of {total} memory are free.</source>
        <translation>这台电脑没有可用的显卡；内存空闲 {free}，共 {total}。</translation>
    </message>
    <message>
        <source>{gpu}: {free} of {total} are free.</source>
        <translation>{gpu}：空闲 {free}，共 {total}。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>32 bits (fp32)</source>
        <translation>32 位（fp32）</translation>
    </message>
    <message>
        <source>16 bits (bf16)</source>
        <translation>16 位（bf16）</translation>
    </message>
    <message>
        <source>16 bits (fp16)</source>
        <translation>16 位（fp16）</translation>
    </message>
    <message>
        <source>8 bits (int8)</source>
        <translation>8 位（int8）</translation>
    </message>
    <message>
        <source>4 bits (nf4)</source>
        <translation>4 位（nf4）</translation>
    </message>
    <message>
        <source>4 bits, smallest (nf4-small)</source>
        <translation>4 位，最小（nf4-small）</translation>
    </message>
    <message>
        <source>not possible on {place}</source>
        <translation>{place}不支持</translation>
    </message>
    <message>
        <source>needs {needed}; {place} has {free} free</source>
        <translation>需要 {needed}；{place}空闲 {free}</translation>
    </message>
    <message>
        <source>nothing fits: close other programs, or choose a smaller model</source>
        <translation>都放不下：请关闭其他程序，或选更小的模型</translation>
    </message>
    <message>
        <source>the best that fits: {precision}</source>
        <translation>放得下的最高精度：{precision}</translation>
    </message>
    <message>
        <source>needs {needed}; fits, with sentences of up to {limit} s</source>
        <translation>需要 {needed}；放得下，句子最长 {limit} 秒</translation>
    </message>
    <message>
        <source>needs {needed}; fits</source>
        <translation>需要 {needed}；放得下</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>this GPU</source>
        <translation>这块显卡</translation>
    </message>
    <message>
        <source>{model} is in use: {precision}, on {device}.</source>
        <translation>正在使用 {model}：{precision}，{device}。</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Loading {model}…</source>
        <translation>正在加载 {model}…</translation>
    </message>
    <message>
        <source>Loading {model}, {percent} %</source>
        <translation>正在加载 {model}，{percent} %</translation>
    </message>
</context>
<context>
    <name>ModelsDialog</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Use a folder I have…</source>
        <translation>使用现有文件夹…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>NumberControl</name>
    <message>
        <source>{name}, number</source>
        <translation>{name}，数值</translation>
    </message>
    <message>
        <source>Never (∞)</source>
        <translation>永不（∞）</translation>
    </message>
    <message>
        <source>{name}: never</source>
        <translation>{name}：永不</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Captions appear here</source>
        <translation>字幕显示在这里</translation>
    </message>
</context>
<context>
    <name>OverlayBar</name>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Lock the captions in place; clicks go through to what is below</source>
        <translation>锁定悬浮字幕；点击会穿过字幕落到下面的窗口</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Close the captions</source>
        <translation>关闭悬浮字幕</translation>
    </message>
    <message>
        <source>Shown: {now}. Press for: {then}</source>
        <translation>当前显示：{now}。按下切换为：{then}</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者</translation>
    </message>
</context>
<context>
    <name>OverlayWindow</name>
    <message>
        <source>On Wayland no window can keep itself on top or choose its place. Use the desktop&apos;s window menu (Alt+Space), or start the application with QT_QPA_PLATFORM=xcb.</source>
        <translation>在 Wayland 下，窗口无法自己保持在最前面，也无法选择位置。请使用桌面的窗口菜单（Alt+空格），或用 QT_QPA_PLATFORM=xcb 启动应用。</translation>
    </message>
</context>
<context>
    <name>PrecisionChoice</name>
    <message>
        <source>{precision}, recommended</source>
        <translation>{precision}，推荐</translation>
    </message>
</context>
<context>
    <name>PresetChoice</name>
    <message>
        <source>Faster</source>
        <translation>更快</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>More accurate</source>
        <translation>更准</translation>
    </message>
    <message>
        <source>Speed or accuracy</source>
        <translation>速度还是准确</translation>
    </message>
    <message>
        <source>Faster shows words sooner, more accurate waits to hear more.</source>
        <translation>“更快”让字更早出现，“更准”等多听一些再写。</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>the model is sure</source>
        <translation>模型有把握</translation>
    </message>
    <message>
        <source>hearing more changed its mind</source>
        <translation>新听到的声音改变了它的想法</translation>
    </message>
    <message>
        <source>it had waited long enough</source>
        <translation>已经等得够久</translation>
    </message>
    <message>
        <source>the sentence was over</source>
        <translation>这句话已经结束</translation>
    </message>
    <message>
        <source>not sure enough yet</source>
        <translation>把握还不够</translation>
    </message>
    <message>
        <source>the word is not complete</source>
        <translation>词还不完整</translation>
    </message>
    <message>
        <source>nothing more to say yet</source>
        <translation>暂时没有可写的</translation>
    </message>
    <message>
        <source>too early</source>
        <translation>太早</translation>
    </message>
    <message>
        <source>it was repeating itself</source>
        <translation>模型在重复</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Why these words?</source>
        <translation>为什么写这些词？</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>Nothing was written in this session.</source>
        <translation>本次会话没有写下任何文字。</translation>
    </message>
    <message>
        <source>What was said in this session</source>
        <translation>本次会话中说的话</translation>
    </message>
</context>
<context>
    <name>RecoveryBar</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Keep in history</source>
        <translation>保留在历史会话中</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>A session of {length} ended unexpectedly on {date}. Its text is safe.</source>
        <translation>{date} 有一次 {length} 的会话意外中断，文字都已保存。</translation>
    </message>
    <message>
        <source>Another one did, too.</source>
        <translation>还有另一次会话也是如此。</translation>
    </message>
    <message>
        <source>{count} others did, too.</source>
        <translation>还有 {count} 次会话也是如此。</translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message>
        <source>Use this</source>
        <translation>使用这个</translation>
    </message>
    <message>
        <source>Use as presets</source>
        <translation>用作预设</translation>
    </message>
    <message>
        <source>Click on a point, or go to it by arrow keys and press Enter, to use it.</source>
        <translation>点击一个点，或用方向键移到它上面再按回车键，即可使用。</translation>
    </message>
    <message>
        <source>What was found for other languages is shown again once those are chosen.</source>
        <translation>为其他语言找到的结果，重新选择那些语言后会再次显示。</translation>
    </message>
    <message>
        <source>What comes of it will be shown here.</source>
        <translation>结果会显示在这里。</translation>
    </message>
    <message>
        <source>These settings are now in use.</source>
        <translation>现在使用的就是这些设置。</translation>
    </message>
    <message>
        <source>Faster, Balanced and More accurate are now what was found here, for this model and these languages.</source>
        <translation>更快、均衡和更准现在就是这里找到的设置，只对这个模型和这组语言有效。</translation>
    </message>
</context>
<context>
    <name>SessionList</name>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
</context>
<context>
    <name>SessionsPane</name>
    <message>
        <source>Find what was said</source>
        <translation>搜索说过的话</translation>
    </message>
    <message>
        <source>“{text}” was not said, nor written as a translation.</source>
        <translation>没有人说过“{text}”，译文里也没有。</translation>
    </message>
    <message>
        <source>There are no sessions yet.</source>
        <translation>还没有会话。</translation>
    </message>
    <message>
        <source>Try fewer letters, or the other language. Esc shows all sessions.</source>
        <translation>试试少输几个字，或换成另一种语言。按 Esc 显示全部会话。</translation>
    </message>
    <message>
        <source>Press Start in the main window and speak: all that is written is kept here.</source>
        <translation>在主窗口按“开始”，然后说话：写下的内容都保存在这里。</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>A decision is taken each time this much more audio has been heard; longer costs less computing and waits longer.</source>
        <translation>每多听这么长的声音就作一次决定；越长计算越少，等得越久。</translation>
    </message>
    <message>
        <source>A longer pause keeps sentences whole, a shorter one ends them sooner.</source>
        <translation>停顿设得长，句子更完整；设得短，句子更早结束。</translation>
    </message>
    <message>
        <source>A word is written when hearing more has changed the model&apos;s mind by more than this; higher waits longer.</source>
        <translation>新听到的声音使模型的想法变化超过此值时，词就写下来；越高等得越久。</translation>
    </message>
    <message>
        <source>A word is written when the model is surer of it than this; higher waits longer.</source>
        <translation>模型的把握超过此值时，词就写下来；越高等得越久。</translation>
    </message>
    <message>
        <source>A word is written without asking the thresholds when this many more chunks have passed; higher waits longer.</source>
        <translation>再过这么多块声音之后，不再看阈值，直接写下；越高等得越久。</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Arrangement</source>
        <translation>排列</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Baseline ‖ current</source>
        <translation>基线 ‖ 当前</translation>
    </message>
    <message>
        <source>Baseline_current</source>
        <translation>基线_当前</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>Captions are stored as they are written, to be found again.</source>
        <translation>字幕边写边存，以后可以查找。</translation>
    </message>
    <message>
        <source>Captions shown</source>
        <translation>显示的字幕</translation>
    </message>
    <message>
        <source>Chunk length</source>
        <translation>块长</translation>
    </message>
    <message>
        <source>Closing the window leaves the application running in the tray.</source>
        <translation>关闭窗口后，应用继续在托盘中运行。</translation>
    </message>
    <message>
        <source>Computed on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Computer sound</source>
        <translation>电脑声音</translation>
    </message>
    <message>
        <source>Confidence and divergence are moved so that words come this late; 0 leaves them alone.</source>
        <translation>自动调整置信度和散度，使字幕的延迟保持为此值；0 表示不调整。</translation>
    </message>
    <message>
        <source>Confidence α</source>
        <translation>置信度 α</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Current ‖ baseline</source>
        <translation>当前 ‖ 基线</translation>
    </message>
    <message>
        <source>Current_baseline</source>
        <translation>当前_基线</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>De</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Direction of KL</source>
        <translation>KL 方向</translation>
    </message>
    <message>
        <source>Divergence δ</source>
        <translation>散度 δ</translation>
    </message>
    <message>
        <source>Earliest L</source>
        <translation>最早 L</translation>
    </message>
    <message>
        <source>En</source>
        <translation>English</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>From this length on, shorter and shorter pauses end an utterance.</source>
        <translation>超过这个长度后，越来越短的停顿也会结束一句话。</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>How large captions are in the window.</source>
        <translation>窗口中字幕的大小。</translation>
    </message>
    <message>
        <source>How many bits a weight takes; auto decides by the memory that is free.</source>
        <translation>每个权重占多少位；“自动”按空闲内存决定。</translation>
    </message>
    <message>
        <source>How readily a frame of sound is taken for noise rather than speech.</source>
        <translation>声音多容易被当作噪声而不是语音。</translation>
    </message>
    <message>
        <source>How the range moves along: one unit a chunk (paper), with the speaker&apos;s pace (rate), or not at all (off).</source>
        <translation>范围怎样移动：每块声音移动一个词（paper）、按讲者的语速（rate），或没有范围（off）。</translation>
    </message>
    <message>
        <source>Keep sessions</source>
        <translation>保存会话</translation>
    </message>
    <message>
        <source>Lag to hold</source>
        <translation>保持延迟</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Language spoken</source>
        <translation>所说语言</translation>
    </message>
    <message>
        <source>Language to translate into</source>
        <translation>要译成的语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Light, dark or high contrast; system follows the desktop.</source>
        <translation>浅色、深色或高对比度；“跟随系统”与桌面一致。</translation>
    </message>
    <message>
        <source>Long utterance</source>
        <translation>长句</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Noise rejection</source>
        <translation>噪声过滤</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>off</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>paper</translation>
    </message>
    <message>
        <source>Pause that ends an utterance</source>
        <translation>结束一句话的停顿</translation>
    </message>
    <message>
        <source>Pre-roll</source>
        <translation>前置声音</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Range U</source>
        <translation>范围 U</translation>
    </message>
    <message>
        <source>Range mode</source>
        <translation>范围模式</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>rate</translation>
    </message>
    <message>
        <source>Record the sound</source>
        <translation>录下声音</translation>
    </message>
    <message>
        <source>Recordings take this much at most; the oldest make room for new ones.</source>
        <translation>录音最多占用这么多空间；最旧的会为新的腾出位置。</translation>
    </message>
    <message>
        <source>Room for recordings</source>
        <translation>录音空间</translation>
    </message>
    <message>
        <source>Show every threshold and decision in that panel.</source>
        <translation>在面板中显示全部阈值和决定。</translation>
    </message>
    <message>
        <source>Show the panel that tunes speed and accuracy.</source>
        <translation>显示调节速度和准确度的面板。</translation>
    </message>
    <message>
        <source>Side-by-side</source>
        <translation>左右并排</translation>
    </message>
    <message>
        <source>Sound kept from before speech was noticed, so that first syllables are not lost.</source>
        <translation>保留察觉语音之前的一段声音，以免丢失开头的音节。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Stacked</source>
        <translation>上下排列</translation>
    </message>
    <message>
        <source>Stay in the tray</source>
        <translation>留在托盘中</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>译文</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>The first word waits for this many chunks of audio; higher waits longer.</source>
        <translation>一句话的第一个词要等这么多块声音；越高等得越久。</translation>
    </message>
    <message>
        <source>The language of menus and messages; system follows the desktop.</source>
        <translation>菜单和消息的语言；“跟随系统”与桌面一致。</translation>
    </message>
    <message>
        <source>The language that is heard, by its code.</source>
        <translation>所听语言的代码。</translation>
    </message>
    <message>
        <source>The language that is written beside it, by its code; without one nothing is translated.</source>
        <translation>要译成的语言的代码；留空则不翻译。</translation>
    </message>
    <message>
        <source>The microphone by name; without a name it is the system&apos;s usual one.</source>
        <translation>麦克风的名称；留空则用系统默认的麦克风。</translation>
    </message>
    <message>
        <source>The model that listens: its name, or a folder.</source>
        <translation>所用的模型：名称或文件夹。</translation>
    </message>
    <message>
        <source>The output that is listened to, by name; without a name it is the system&apos;s usual one.</source>
        <translation>要听的输出的名称；留空则用系统默认的输出。</translation>
    </message>
    <message>
        <source>The paper compares current with baseline; its authors&apos; code the other way round.</source>
        <translation>论文以当前比基线，作者的代码则相反。</translation>
    </message>
    <message>
        <source>The processor that the model runs on; auto takes the fastest.</source>
        <translation>运行模型的处理器；“自动”选最快的。</translation>
    </message>
    <message>
        <source>The shorter audio that divergence compares with: a chunk for each unit (wait-1), L chunks for the first (wait-k), or at the speaker&apos;s pace (rate); auto follows the range mode.</source>
        <translation>散度用来比较的较短声音：每个词一块（wait-1）、第一个词 L 块（wait-k），或按讲者的语速（rate）；自动则跟随范围模式。</translation>
    </message>
    <message>
        <source>The sound of a session is stored beside it.</source>
        <translation>声音随会话一起保存。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Tuning panel</source>
        <translation>调节面板</translation>
    </message>
    <message>
        <source>Wait-1</source>
        <translation>wait-1</translation>
    </message>
    <message>
        <source>Wait-k</source>
        <translation>wait-k</translation>
    </message>
    <message>
        <source>What was said, its translation, or both.</source>
        <translation>原文、译文或两者。</translation>
    </message>
    <message>
        <source>Where the sound comes from.</source>
        <translation>声音从哪里来。</translation>
    </message>
    <message>
        <source>Where the translation stands; auto stacks it below where the window is narrow.</source>
        <translation>译文的位置；窗口较窄时，“自动”把它排在下面。</translation>
    </message>
    <message>
        <source>Zh</source>
        <translation>简体中文</translation>
    </message>
    <message>
        <source>chunks</source>
        <translation>块</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>毫秒</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>奈特</translation>
    </message>
    <message>
        <source>points</source>
        <translation>磅</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>{bottom:g} to {top:g}</source>
        <translation>{bottom:g} 到 {top:g}</translation>
    </message>
    <message>
        <source>{unit}, {bottom:g} to {top:g}</source>
        <translation>{unit}，{bottom:g} 到 {top:g}</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Reset {name}</source>
        <translation>重置 {name}</translation>
    </message>
    <message>
        <source>Back to the model&apos;s default</source>
        <translation>恢复模型的默认值</translation>
    </message>
    <message>
        <source>From the next utterance on.</source>
        <translation>从下一句话起生效。</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>A change of language takes effect at the next start.</source>
        <translation>更改语言将在下次启动时生效。</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>ShortcutEditor</name>
    <message>
        <source>Restore defaults</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>{keys} is taken by “{action}”.</source>
        <translation>{keys} 已用于“{action}”。</translation>
    </message>
</context>
<context>
    <name>SoundPanel</name>
    <message>
        <source>Sound file…</source>
        <translation>声音文件…</translation>
    </message>
    <message>
        <source>Choose a sound file</source>
        <translation>选择声音文件</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>A past session…</source>
        <translation>以前的会话…</translation>
    </message>
    <message>
        <source>No session was recorded</source>
        <translation>没有录了音的会话</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Record a minute</source>
        <translation>录一分钟</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录音</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>还剩 {seconds} 秒</translation>
    </message>
    <message>
        <source>A session that was recorded</source>
        <translation>录了音的会话</translation>
    </message>
</context>
<context>
    <name>SourcePicker</name>
    <message>
        <source>What to listen to</source>
        <translation>要听的声音</translation>
    </message>
    <message>
        <source>Choose a sound file</source>
        <translation>选择声音文件</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Default microphone</source>
        <translation>默认麦克风</translation>
    </message>
    <message>
        <source>Computer sound</source>
        <translation>电脑声音</translation>
    </message>
    <message>
        <source>Default computer sound</source>
        <translation>默认电脑声音</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Microphone and computer</source>
        <translation>麦克风和电脑</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>{name} (default)</source>
        <translation>{name}（默认）</translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name}（未连接）</translation>
    </message>
    <message>
        <source>Sound files ({kinds});;All files (*)</source>
        <translation>声音文件 ({kinds});;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>StartButton</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Drop the rest</source>
        <translation>放弃余下部分</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>Loading model: {percent} %</source>
        <translation>正在加载模型：{percent} %</translation>
    </message>
    <message>
        <source>No model is loaded. Choose one to begin.</source>
        <translation>没有加载模型。请先选择一个。</translation>
    </message>
    <message>
        <source>Ready. Press Start to begin.</source>
        <translation>已就绪。按“开始”即可。</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在听</translation>
    </message>
    <message>
        <source>Hearing speech</source>
        <translation>听到语音</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>正在写</translation>
    </message>
    <message>
        <source>Behind by {seconds} s: this computer is too slow for now.</source>
        <translation>落后 {seconds} 秒：这台电脑眼下太慢。</translation>
    </message>
    <message>
        <source>No sound for {seconds} s. Is the right source chosen, and not muted?</source>
        <translation>已有 {seconds} 秒没有声音。声音来源选对了吗？是不是静音了？</translation>
    </message>
    <message>
        <source>Finishing… {seconds} s left. Press again to drop it.</source>
        <translation>正在写完余下部分… 还需 {seconds} 秒。再按一次就放弃。</translation>
    </message>
    <message>
        <source>Use {precision}</source>
        <translation>使用 {precision}</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>追上进度</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>好</translation>
    </message>
</context>
<context>
    <name>StateLine</name>
    <message>
        <source>Loading</source>
        <translation>正在加载</translation>
    </message>
</context>
<context>
    <name>Stock</name>
    <message>
        <source>Deleted: {size} are free again.</source>
        <translation>已删除，腾出 {size}。</translation>
    </message>
</context>
<context>
    <name>TargetLag</name>
    <message>
        <source>Hold a lag of</source>
        <translation>保持延迟</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Lag to hold, in seconds</source>
        <translation>要保持的延迟（秒）</translation>
    </message>
    <message>
        <source>This cannot be reached: the nearest is {nearest:.1f} s.</source>
        <translation>达不到：最接近的是 {nearest:.1f} 秒。</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Skipped {start} to {end} to catch up with the speaker</source>
        <translation>为追上讲者，跳过了 {start} 到 {end}</translation>
    </message>
    <message>
        <source>Transcript: {text}</source>
        <translation>原文：{text}</translation>
    </message>
    <message>
        <source>Translation: {text}</source>
        <translation>译文：{text}</translation>
    </message>
    <message>
        <source>Nothing was written yet.</source>
        <translation>还没有写下文字。</translation>
    </message>
    <message>
        <source>divergence {kl:.2f} nats</source>
        <translation>散度 {kl:.2f} 奈特</translation>
    </message>
    <message>
        <source>confidence {confidence:.2f}</source>
        <translation>置信度 {confidence:.2f}</translation>
    </message>
    <message>
        <source>{late:.1f} s late (estimated)</source>
        <translation>延迟 {late:.1f} 秒（估计）</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Divergence (nats)</source>
        <translation>散度（奈特）</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Late, estimated (s)</source>
        <translation>延迟，估计（秒）</translation>
    </message>
</context>
<context>
    <name>TranscriptRows</name>
    <message>
        <source>Transcript and translation</source>
        <translation>文字记录和译文</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy source only</source>
        <translation>只复制原文</translation>
    </message>
    <message>
        <source>Copy translation only</source>
        <translation>只复制译文</translation>
    </message>
    <message>
        <source>Select part of the text</source>
        <translation>选取部分文字</translation>
    </message>
    <message>
        <source>Why these words?</source>
        <translation>为什么写这些词？</translation>
    </message>
</context>
<context>
    <name>TranscriptView</name>
    <message>
        <source>Find in transcript</source>
        <translation>在文字记录中查找</translation>
    </message>
    <message>
        <source>Jump to live ({count} new)</source>
        <translation>跳到最新（{count} 行新内容）</translation>
    </message>
    <message>
        <source>Jump to live</source>
        <translation>跳到最新</translation>
    </message>
</context>
<context>
    <name>TransferView</name>
    <message>
        <source>Downloaded</source>
        <translation>已下载</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Resume download</source>
        <translation>继续下载</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>正在暂停…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show the window</source>
        <translation>显示窗口</translation>
    </message>
</context>
<context>
    <name>TuningPanel</name>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Holding a lag</source>
        <translation>固定延迟</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
</context>
<context>
    <name>_Drawing</name>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Empty: its first words</source>
        <translation>留空：用开头的文字</translation>
    </message>
</context>
</TS>
