namespace RlQuery.Core.Learners.Panels;

/// <summary>Each head names, of each class, the items that it is most sure of; the others learn them.</summary>
/// <remarks>
/// Source: A. Blum and T. Mitchell, "Combining Labeled and Unlabeled Data with Co-Training" (1998), table 1. There are as many items of a class as its share
/// of the panel's beliefs. Here they are weighted, a head names none that it is not sure of, and another head vetoes one that it is sure is of another class.
/// </remarks>
internal static class CoTraining
{
    /// <summary>Chooses what a head learns.</summary>
    /// <param name="beliefs">Of the sample, by the heads as they are.</param>
    /// <param name="pupil">The head.</param>
    /// <param name="most">Items that each other head names, all classes together.</param>
    /// <param name="lessons">Receives them.</param>
    public static void Choose(Beliefs beliefs, int pupil, int most, Lessons lessons)
    {
        int[] quotas = Quotas(beliefs, most);
        var chosen = new HashSet<int>();
        for (int teacher = 0; teacher < beliefs.Heads; teacher++)
        {
            if (teacher == pupil)
            {
                continue;
            }
            (int Place, int Class, float Probability)[] sure =
            [
                .. Enumerable.Range(0, beliefs.Items.Count).Select(place => (place, beliefs.Best(teacher, place)))
                    .Where(one => one.Item2.Probability >= Panel.Sure).Select(one => (one.place, one.Item2.Class, one.Item2.Probability))
                    .Where(one => !IsVetoed(beliefs, one.place, one.Class)),
            ];
            foreach (IGrouping<int, (int Place, int Class, float Probability)> same in sure.GroupBy(one => one.Class))
            {
                foreach ((int place, int label, float _) in same.OrderByDescending(one => one.Probability).ThenBy(one => one.Place).Take(quotas[same.Key]))
                {
                    if (chosen.Add(place))
                    {
                        lessons.Add(beliefs.Items[place], label, Panel.LessonWeight);
                    }
                }
            }
        }
    }

    private static bool IsVetoed(Beliefs beliefs, int place, int label) =>
        Enumerable.Range(0, beliefs.Heads).Any(head => beliefs.Best(head, place) is var (own, probability) && own != label && probability >= Panel.Sure);

    private static int[] Quotas(Beliefs beliefs, int most)
    {
        double[] shares = new double[beliefs.Classes];
        foreach (float[] head in beliefs.Probabilities)
        {
            for (int i = 0; i < head.Length; i++)
            {
                shares[i % shares.Length] += head[i];
            }
        }
        double all = beliefs.Items.Count * beliefs.Heads;
        return Array.ConvertAll(shares, share => (int)Math.Round(most * share / all));
    }
}
