import "./language-switch.js";
import "./save-state.js";
import "./nav.js";
import "./contents.js";
import "./lesson-end.js";
import "./print.js";
import "./quiz.js";
