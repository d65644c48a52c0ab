namespace RlQuery.Core.Learners.Panels;

/// <summary>A head learns the items on which all other heads agree, if they are right often enough where they agree.</summary>
/// <remarks>
/// Source: Z.-H. Zhou and M. Li, "Tri-Training: Exploiting Unlabeled Data Using Three Classifiers" (2005), section 3. A round is worth its noise there if
/// m (1 - 2η)² grows, with m labels of which a share η is wrong (Angluin and Laird 1988). Two things differ here. The error of those that agree is measured
/// by cross-validation: on the answers that they were fitted to, heads of hundreds of features make none. And each round is compared with the answers alone,
/// which are taken to be right, since lessons are made anew each time.
/// </remarks>
internal static class TriTraining
{
    /// <summary>Chooses what a head learns.</summary>
    /// <param name="beliefs">Of the sample, by the heads as they are.</param>
    /// <param name="tested">Of answered items, by heads that were not fitted to these.</param>
    /// <param name="answers">Class of each of the answered items.</param>
    /// <param name="labels">Number of all answers.</param>
    /// <param name="pupil">The head.</param>
    /// <param name="lessons">Receives them.</param>
    public static void Choose(Beliefs beliefs, Beliefs tested, IReadOnlyList<int> answers, int labels, int pupil, Lessons lessons)
    {
        double error = Error(tested, answers, pupil);
        for (int place = 0; place < beliefs.Items.Count && lessons.Count < Panel.MostLessons; place++)
        {
            int agreed = beliefs.Agreed(place, pupil, Panel.Sure);
            if (agreed >= 0)
            {
                lessons.Add(beliefs.Items[place], agreed, Panel.LessonWeight);
            }
        }
        if (!IsWorthIt(error, labels, lessons.Count))
        {
            lessons.Clear();
        }
    }

    /// <summary>Share of wrong classes among the answered items on which the other heads agree, with one right and one wrong item more.</summary>
    public static double Error(Beliefs tested, IReadOnlyList<int> answers, int pupil)
    {
        (int agreed, int wrong) = (0, 0);
        for (int place = 0; place < tested.Items.Count; place++)
        {
            int label = tested.Agreed(place, pupil, sure: 0);
            agreed += label >= 0 ? 1 : 0;
            wrong += label >= 0 && label != answers[place] ? 1 : 0;
        }
        return (wrong + 1.0) / (agreed + 2);
    }

    /// <summary>Whether so many lessons with such an error teach more than the answers alone: (m + l)(1 - 2 e l / (m + l))² > m.</summary>
    public static bool IsWorthIt(double error, int labels, int lessons)
    {
        double all = labels + lessons;
        double right = 1 - (2 * error * lessons / all);
        return error < 0.5 && right > 0 && all * right * right > labels;
    }
}
