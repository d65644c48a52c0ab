namespace RlQuery.Benchmarks.Whole;

/// <summary>What a large table took, in milliseconds.</summary>
/// <param name="Read">From the start of the process until the table was read.</param>
/// <param name="First">From the start of the process until the first rows were chosen.</param>
/// <param name="FirstProcessor">Processor time until then, of all threads.</param>
/// <param name="PeakBytes">Largest resident memory until then.</param>
/// <param name="Answer">From an answer to the next question, the median; of a query, the choice.</param>
/// <param name="Longest">The longest of these.</param>
/// <param name="Processor">Processor time of an answer, the mean over all threads; of a query, that of the choice.</param>
internal sealed record LabellingCost(double Read, double First, double FirstProcessor, long PeakBytes, double Answer, double Longest, double Processor);
