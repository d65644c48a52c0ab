namespace RlQuery.Core.Data;

/// <summary>What a learner is to predict.</summary>
public enum LearningTask
{
    /// <summary>A class: every distinct text of the target column is one.</summary>
    Classification,

    /// <summary>A real number.</summary>
    Regression,
}
