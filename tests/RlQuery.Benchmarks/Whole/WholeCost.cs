namespace RlQuery.Benchmarks.Whole;

/// <summary>What a process used.</summary>
/// <param name="Done">Units of work.</param>
/// <param name="Elapsed">Seconds on the wall, from the start of the process.</param>
/// <param name="Processor">Seconds of processor time, from the start of the process.</param>
/// <param name="Work">Seconds of processor time of the work itself.</param>
/// <param name="PeakBytes">Largest resident memory.</param>
internal sealed record WholeCost(long Done, double Elapsed, double Processor, double Work, long PeakBytes);
