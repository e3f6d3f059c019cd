"""The bank, the quizzes drawn from it, the attempts at them, and corrections of what was marked."""

from assessments.models.attempts import Accommodation, Appraisal, AppraisedLevel, Attempt, ExtraAttempt, Response
from assessments.models.bank import CHOOSING, WRITING, Illustration, Kind, Question, Tag
from assessments.models.corrections import Correction, Remark
from assessments.models.figures import Analysis, QuestionFigures
from assessments.models.keys import AcceptedAnswer, Choice, Criterion, Level, Pair
from assessments.models.question_files import QuestionFile
from assessments.models.quizzes import EXAM_PASS_MARK_PERCENT, Blueprint, DrawRule, Quiz

__all__ = [
    "CHOOSING",
    "EXAM_PASS_MARK_PERCENT",
    "WRITING",
    "AcceptedAnswer",
    "Accommodation",
    "Analysis",
    "Appraisal",
    "AppraisedLevel",
    "Attempt",
    "Blueprint",
    "Choice",
    "Correction",
    "Criterion",
    "DrawRule",
    "ExtraAttempt",
    "Illustration",
    "Kind",
    "Level",
    "Pair",
    "Question",
    "QuestionFigures",
    "QuestionFile",
    "Quiz",
    "Remark",
    "Response",
    "Tag",
]

from assessments.models import scenarios, screenings  # noqa: F401  # Django reads tables from here
