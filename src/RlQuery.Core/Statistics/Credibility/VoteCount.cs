namespace RlQuery.Core.Statistics.Credibility;

/// <summary>What is true of items by their votes: each counts the same, or by how often its annotator agrees with the majority.</summary>
/// <remarks>
/// An annotator has one share of right answers, for all classes: the share of its votes that agree with the majority, or with what is known, with two right and
/// one wrong answer added. With weights, the classes of an item have the posterior probabilities that these shares give: Nitzan and Paroush, "Optimal Decision
/// Rules in Uncertain Dichotomous Choice Situations" (1982).
/// </remarks>
internal static class VoteCount
{
    // An annotator is first taken to be right in 2 of 3 answers.
    private const double RightBefore = 2;
    private const double AnswersBefore = 3;

    /// <summary>Counts.</summary>
    /// <param name="votes">What was said, and what is known.</param>
    /// <param name="isWeighted">Whether votes count by the skill of their annotators.</param>
    public static CredibilityModel Fit(Votes votes, bool isWeighted)
    {
        int classes = votes.Classes;
        double[] truth = new double[votes.Items * classes];
        votes.FillShares(truth);
        double[] right = new double[votes.Annotators], all = new double[votes.Annotators];
        Array.Fill(right, RightBefore);
        Array.Fill(all, AnswersBefore);
        foreach (Vote vote in votes.All)
        {
            right[vote.Annotator] += truth[(vote.Item * classes) + vote.Label];
            all[vote.Annotator]++;
        }
        double[] confusion = new double[votes.Annotators * classes * classes];
        for (int place = 0; place < confusion.Length; place++)
        {
            double share = right[place / (classes * classes)] / all[place / (classes * classes)];
            confusion[place] = place / classes % classes == place % classes ? share : (1 - share) / (classes - 1);
        }
        if (isWeighted)
        {
            Weigh(votes, confusion, truth);
        }
        double[] shares = new double[classes];
        for (int place = 0; place < truth.Length; place++)
        {
            shares[place % classes] += truth[place] / votes.Items;
        }
        double[] counts = [.. confusion.Select((share, place) => share * all[place / (classes * classes)])];
        return new CredibilityModel(votes, truth, counts, confusion, shares, []);
    }

    private static void Weigh(Votes votes, double[] confusion, double[] truth)
    {
        int classes = votes.Classes;
        Array.Clear(truth);
        foreach (Vote vote in votes.All)
        {
            for (int k = 0; k < classes; k++)
            {
                truth[(vote.Item * classes) + k] += Math.Log(confusion[(((vote.Annotator * classes) + k) * classes) + vote.Label]);
            }
        }
        for (int item = 0; item < votes.Items; item++)
        {
            votes.Normalise(item, truth.AsSpan(item * classes, classes));
        }
    }
}
