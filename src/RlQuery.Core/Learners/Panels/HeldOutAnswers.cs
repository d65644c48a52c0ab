namespace RlQuery.Core.Learners.Panels;

/// <summary>What heads say of answered items when they do not know the answers: cross-validation.</summary>
internal static class HeldOutAnswers
{
    private const int Folds = 3;

    /// <summary>Predicts each answered item by heads that are fitted to the answers in other folds.</summary>
    /// <remarks>The classes are spread over the folds. A class with one answer cannot be tested; its item is always learned from.</remarks>
    /// <param name="heads">The heads.</param>
    /// <param name="answers">All answers.</param>
    /// <param name="rows">The row in the data set of each item of the pool; it decides the fold, so that no order counts.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>The tested items, and the class of each.</returns>
    public static (Beliefs Beliefs, IReadOnlyList<int> Classes) Of(IReadOnlyList<PanelHead> heads, LabelledItems answers, int[] rows, int classes)
    {
        int[] folds = new int[answers.Items.Length];
        foreach (IGrouping<int, int> same in Enumerable.Range(0, folds.Length).GroupBy(place => answers.Classes[place]))
        {
            int[] places = [.. same.OrderBy(place => rows[answers.Items[place]])];
            for (int i = 0; i < places.Length; i++)
            {
                folds[places[i]] = places.Length == 1 ? Folds : i % Folds;
            }
        }
        int[][] tested = [.. Enumerable.Range(0, Folds).Select(fold => Enumerable.Range(0, folds.Length).Where(place => folds[place] == fold).ToArray())];
        LabelledItems[] known =
        [
            .. Enumerable.Range(0, Folds).Select(fold => answers.At([.. Enumerable.Range(0, folds.Length).Where(place => folds[place] != fold)])),
        ];
        float[][] probabilities =
        [
            .. heads.Select(head => Enumerable.Range(0, Folds).SelectMany(fold => head.PredictFrom(known[fold], answers.At(tested[fold]).Items)).ToArray()),
        ];
        LabelledItems all = answers.At([.. tested.SelectMany(places => places)]);
        return (new Beliefs(all.Items, classes, probabilities), all.Classes);
    }
}
