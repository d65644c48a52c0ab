namespace RlQuery.Core.Learners;

/// <summary>What becomes of what a learner knew when answers come.</summary>
public enum UpdateMode
{
    /// <summary>It is fitted to all answers from its first state: the same answers give the same model, in whatever order and batches they came.</summary>
    Refit,

    /// <summary>It goes on by gradient steps from its last weights: faster on large networks, and the order of the answers matters.</summary>
    Continue,
}
