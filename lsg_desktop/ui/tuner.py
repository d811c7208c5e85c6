"""Which settings words are written by: the model's own, the user's, or what holds a lag.

It joins the tuning panel, the controller and what is kept; how any of them looks or works it does
not know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from lsg_desktop.errors import LsgError
from lsg_desktop.events import Notice
from lsg_desktop.policy.steering import Steering, presets
from lsg_desktop.session import calibration
from lsg_desktop.session.calibration import Measured, Subject
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings
from lsg_desktop.ui.controller import Controller
from lsg_desktop.ui.keeper import Keeper
from lsg_desktop.ui.tuning import STEERED, TuningPanel


class Tuner(QObject):
    """Has the controller decide by the user's settings, or hold a lag from them on.

    What the user changes of a model's own settings is kept for that model. Presets that were
    measured are kept in a file, by model, precision and languages; ``order`` says what is to be
    written by now.
    """

    def __init__(
        self,
        panel: TuningPanel,
        controller: Controller,
        keeper: Keeper,
        presets_file: Path,
        order: Callable[[], Order],
    ) -> None:
        super().__init__(controller)
        self._panel = panel
        self._controller = controller
        self._keeper = keeper
        self._presets_file = presets_file
        self._order = order
        self._own = self._shown = PolicySettings()
        self._model = ""
        panel.set_target(self._target_s)
        panel.changed.connect(self._on_changed)
        panel.target_changed.connect(self._on_target)
        controller.steered.connect(self._on_steered)

    @property
    def own(self) -> PolicySettings:
        """The settings that are the model's own."""
        return self._own

    def set_own(self, own: PolicySettings) -> None:
        """Take over a model's own settings, and decide by what the user has made of them.

        While another model is awaited, what the user changes is still kept for this one.
        """
        self._model, self._own = self._keeper.preferences.listen.model, own
        self._panel.set_defaults(own)
        self.offer_presets()
        self._hold()

    @property
    def subject(self) -> Subject:
        """What presets are offered for: the model as it is loaded, and what is to be written."""
        loaded = self._controller.model
        return Subject(self._model, loaded.precision if loaded else "", self._order())

    def offer_presets(self) -> None:
        """Offer those that were measured of the subject, or else some around the model's own."""
        found = presets(self._own)
        try:
            found |= calibration.load(self._presets_file, self.subject)
        except LsgError as fault:
            self._controller.situation.take(Notice(text=fault.problem, remedy=fault.remedy))
        self._panel.set_presets(found)

    def keep_presets(self, subject: Subject, found: Mapping[str, Measured]) -> None:
        """Keep presets that were measured, and offer them. Raises LsgError."""
        calibration.save(self._presets_file, subject, found)
        self.offer_presets()

    @property
    def _target_s(self) -> float | None:
        """The lag that the user wants held, if any."""
        return self._keeper.preferences.listen.target_lag_s or None

    @property
    def _chosen(self) -> PolicySettings:
        """What the user has chosen for the model that is loaded."""
        return self._keeper.preferences.policy(self._model, self._own)

    def _on_changed(self, settings: PolicySettings) -> None:
        """Decide by what the user has chosen; what a lag that is held has moved is not kept."""
        if not self._model:  # what is kept is told by how it differs from a model's own
            return
        is_held = self._controller.steering is not None
        if is_held:
            kept = self._chosen
            settings = replace(settings, **{name: getattr(kept, name) for name in STEERED})
        self._keeper.keep_policy(self._model, self._own, settings)
        if is_held:
            self._hold()
        else:
            self._controller.set_policy(settings)

    def _on_target(self, target_s: float | None) -> None:
        self._keeper.change_listen(target_lag_s=target_s or 0.0)
        self._hold()

    def _on_steered(self, steering: Steering) -> None:
        if steering.settings() != self._shown:
            self._shown = steering.settings()
            self._panel.set_settings(self._shown)
        self._panel.target.show_reached(steering.lag_s if steering.at_limit else None)

    def _hold(self) -> None:
        """Hold the lag that is wanted, from the user's settings on, or have those in force."""
        self._controller.hold_lag(self._target_s, self._chosen)
        if self._controller.steering is None:
            self._panel.set_settings(self._controller.policy)
