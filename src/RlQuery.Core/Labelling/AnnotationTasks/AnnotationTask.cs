namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>A row to be labelled, as a question that a person can answer, with what the answer is worth and costs.</summary>
/// <param name="Row">0-based row of the table.</param>
/// <param name="Question">The question in words.</param>
/// <param name="Suggestions">Every known class, the most probable first.</param>
/// <param name="Alike">The nearest rows that are labelled as the first suggestion, nearest first.</param>
/// <param name="Unlike">The nearest row of each of other classes, nearest first.</param>
/// <param name="Difficulty">Probability that two annotators disagree on the row, in [0, 1]; see <see cref="DisagreementModel"/>.</param>
/// <param name="Gain">
/// The expected share of the learner's expected Brier score on other unlabelled rows that the label removes, in [0, 1); see
/// <see cref="Signals.ExpectedBrierReductionSignal"/>. Each row by itself, as if no other of the list were labelled. Null while the labels are too few.
/// </param>
/// <param name="Useful">Probability that one annotator gives an answer, and that of the consensus, in [0, 1]; see <see cref="UsefulAnswer"/>.</param>
/// <param name="Seconds">Expected seconds until an answer, above 0; see <see cref="AnswerSeconds"/>.</param>
/// <param name="Reason">Why the row was chosen, in words.</param>
public sealed record AnnotationTask(
    int Row, string Question, IReadOnlyList<Suggestion> Suggestions, IReadOnlyList<TaskExample> Alike, IReadOnlyList<TaskExample> Unlike, double Difficulty,
    double? Gain, double Useful, double Seconds, string Reason)
{
    /// <summary>
    /// Expected gain per expected second, by which tasks are ranked: <see cref="Gain"/> over <see cref="Seconds"/>, times <see cref="Useful"/> where the
    /// difficulty is calibrated. Null without a gain.
    /// </summary>
    /// <remarks>Without a record, the difficulty is the learner's own doubt, which is no reason to put a row off.</remarks>
    public double? Rate => Gain * (IsCalibrated ? Useful : 1) / Seconds;

    /// <summary>Whether the difficulty was fitted to recorded disagreement.</summary>
    /// <value>Default: false.</value>
    public bool IsCalibrated { get; init; }
}
