namespace RlQuery.Studies.Watching;

/// <summary>How far a training or an evaluation has come.</summary>
/// <param name="Words">That in words.</param>
/// <param name="XAxis">What the curves run over.</param>
/// <param name="YAxis">What they tell.</param>
/// <param name="Curves">The curves; empty where nothing is measured yet.</param>
public sealed record RunView(string Words, string XAxis, string YAxis, IReadOnlyList<RunCurve> Curves);
