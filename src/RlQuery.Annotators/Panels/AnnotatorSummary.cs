namespace RlQuery.Annotators.Panels;

/// <summary>What an annotator did in a run. Numbers are of rows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Asked">Rows for which it was asked, or would have been; the others were all in the record.</param>
/// <param name="FromRecord">Rows whose answer was in the record.</param>
/// <param name="Answered">Rows for which it named a class.</param>
/// <param name="Abstained">Rows for which it named none.</param>
/// <param name="Unaffordable">Rows for which it was not asked, since the budget did not allow it.</param>
/// <param name="Failed">Rows without an answer since the annotator failed.</param>
/// <param name="Cost">What the run has cost.</param>
/// <param name="Checked">Held-out rows that it answered.</param>
/// <param name="Right">Those of them for which it named the table's label.</param>
public sealed record AnnotatorSummary(
    string Name, int Asked, int FromRecord, int Answered, int Abstained, int Unaffordable, int Failed, AnnotationCost Cost, int Checked, int Right);
