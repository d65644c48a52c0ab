namespace RlQuery.Studies.Distillation;

/// <summary>One problem that all strategies have played.</summary>
/// <param name="Group">What it counts with: its set, or nothing but itself.</param>
/// <param name="Aubc">Of each strategy.</param>
/// <param name="Merit">Of each strategy: higher is better.</param>
/// <param name="Choices">Number of the teacher's choices.</param>
/// <param name="Same">How many of them each other strategy would have made too.</param>
internal sealed record MeasuredProblem(string Group, double[] Aubc, double[] Merit, int Choices, IReadOnlyList<int> Same);
