namespace RlQuery.Core.Learners.Regression;

/// <summary>Makes regressors of one kind: each thread and each committee member needs its own.</summary>
public interface IRegressorFactory
{
    /// <summary>Name as in environment files.</summary>
    string Name { get; }

    /// <summary>Makes a regressor.</summary>
    IRegressor Create();
}
