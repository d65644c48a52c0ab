namespace RlQuery.Core.Labelling;

/// <summary>A learner's predictions and score after the first labels of a session.</summary>
/// <param name="Labels">How many labels it was fitted to.</param>
/// <param name="Quality">
/// How well it does: on the held-back rows where there are any with a label, else cross-validated; null where fewer than two classes, or numbers, are labelled.
/// </param>
/// <param name="Predictions">Class or number of each row of the stop set; of sets of classes whether each class is in it [rows x classes].</param>
public sealed record Checkpoint(int Labels, Measurement? Quality, double[] Predictions);
