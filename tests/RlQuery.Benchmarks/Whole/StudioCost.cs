namespace RlQuery.Benchmarks.Whole;

/// <summary>What annotators wait for on the labelling page, in milliseconds.</summary>
/// <param name="First">From the first link that is opened until its question is there.</param>
/// <param name="Median">From an answer until its acknowledgement and the next question are there, the median.</param>
/// <param name="Late">The same, that of 99 in 100 answers.</param>
/// <param name="Longest">The longest.</param>
/// <param name="Answers">Answers that were given.</param>
/// <param name="PerSecond">Answers a second, of all annotators.</param>
/// <param name="Lost">Answers that were acknowledged and are not in the session, or twice.</param>
internal sealed record StudioCost(double First, double Median, double Late, double Longest, int Answers, double PerSecond, int Lost);
