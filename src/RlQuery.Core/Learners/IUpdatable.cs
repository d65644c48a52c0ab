namespace RlQuery.Core.Learners;

/// <summary>A learner whose fit may continue from its last weights.</summary>
public interface IUpdatable
{
    /// <summary>Whether a new fit in the same episode starts afresh or from the last weights.</summary>
    /// <value>Default: <see cref="UpdateMode.Refit"/>.</value>
    UpdateMode Mode { get; set; }
}
