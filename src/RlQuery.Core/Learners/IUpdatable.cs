namespace RlQuery.Core.Learners;

/// <summary>A learner whose fit may go on from its last weights.</summary>
public interface IUpdatable
{
    /// <summary>What becomes of what it knew when it is fitted again in the same episode.</summary>
    /// <value>Default: <see cref="UpdateMode.Refit"/>.</value>
    UpdateMode Mode { get; set; }
}
