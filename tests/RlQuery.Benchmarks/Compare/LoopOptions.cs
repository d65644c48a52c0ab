namespace RlQuery.Benchmarks.Compare;

/// <summary>What a loop is and how often it is run.</summary>
/// <param name="Work">Name of the row.</param>
/// <param name="Rule">Name of the loop in <c>reference.py</c>.</param>
/// <param name="Loop">Ours.</param>
/// <param name="Labels">Labels at the end; the whole pool where it has fewer.</param>
/// <param name="Goal">How many times faster ours is meant to be.</param>
/// <param name="Turns">Turns of each side.</param>
/// <param name="Seeds">Seeds over which answers are compared.</param>
internal sealed record LoopOptions(string Work, string Rule, ILoop Loop, int Labels, double Goal, int Turns, int Seeds);
