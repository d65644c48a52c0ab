namespace RlQuery.Torch.Agents.Gated;

/// <summary>The episodes of a round.</summary>
/// <param name="Problems">Those of each problem, from the very same start.</param>
/// <param name="Steps">Their environment steps.</param>
/// <param name="Uncut">See <see cref="RoundReport.Uncut"/>.</param>
internal sealed record RecordedRound(List<Decision>[][] Problems, int Steps, int Uncut)
{
    /// <summary>All choices, by problem, episode and query.</summary>
    public IEnumerable<Decision> Decisions => Problems.SelectMany(episodes => episodes).SelectMany(episode => episode);

    /// <summary>What is reported of it.</summary>
    /// <param name="loss">Loss of what was learned from it.</param>
    /// <param name="exploration">How widely was explored.</param>
    public RoundReport Report(double loss, double exploration)
    {
        int episodes = Problems.Sum(problem => problem.Length);
        return episodes == 0
            ? new RoundReport { Uncut = Uncut }
            : new RoundReport(Steps, episodes, Problems.SelectMany(problem => problem).Average(episode => episode.Sum(step => step.Reward)), loss, exploration)
            {
                Uncut = Uncut,
            };
    }
}
