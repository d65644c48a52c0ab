using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments;

/// <summary>How long an episode is and what it shows.</summary>
/// <param name="Budget">Number of queries, or where answers cost differently what they may cost; at least 1.</param>
/// <param name="BatchSize">Queries between two fits, or tokens where texts are answered; at least 1.</param>
/// <param name="Candidates">Number of candidates shown at each step, drawn anew each time; 0 shows all.</param>
/// <param name="Smoothing">Weight of a smoother score against the plain one, in [0, 1]; 0 for the plain score alone.</param>
/// <param name="Metric">What the score measures; null for what the task rewards.</param>
public sealed record EpisodeOptions(int Budget, int BatchSize = 1, int Candidates = 0, double Smoothing = 0, IMetric? Metric = null);
