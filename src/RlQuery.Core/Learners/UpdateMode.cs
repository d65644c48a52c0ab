namespace RlQuery.Core.Learners;

/// <summary>How new answers update a learner.</summary>
public enum UpdateMode
{
    /// <summary>Each fit starts afresh with all answers: the same answers give the same model, in any order and batches.</summary>
    Refit,

    /// <summary>Each fit takes gradient steps from the last weights: faster on large networks, but the order of the answers matters.</summary>
    Continue,
}
