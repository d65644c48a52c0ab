namespace RlQuery.Core.Streams.Live;

/// <summary>What was answered to an item.</summary>
/// <param name="Asked">Whether its label was asked for.</param>
/// <param name="Predicted">The predicted class.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="IsTold">Whether its label was told since.</param>
internal readonly record struct LiveDecision(bool Asked, int Predicted, double Probability, bool IsTold);
