namespace RlQuery.Core.Tasks;

/// <summary>A data set made ready for active learning: items, oracle, judge and start. Immutable, so that paired runs can share it.</summary>
public sealed class Problem
{
    /// <summary>Takes over its parts.</summary>
    /// <param name="task">The kind of answer and what follows from it.</param>
    /// <param name="items">What can be asked for.</param>
    /// <param name="units">What may be answered of each unit of an item; one unit in most tasks.</param>
    /// <param name="oracle">Who answers.</param>
    /// <param name="judge">Scores the learner on the test items.</param>
    /// <param name="start">Items that are labelled at the start, in the order in which they were drawn.</param>
    public Problem(ITask task, Items items, IReadOnlyList<AnswerSpace> units, IOracle oracle, Judge judge, int[] start)
    {
        Task = task;
        Items = items;
        Units = units;
        Oracle = oracle;
        Judge = judge;
        Start = start;
    }

    /// <summary>The kind of answer and what follows from it.</summary>
    public ITask Task { get; }

    /// <summary>What can be asked for.</summary>
    public Items Items { get; }

    /// <summary>The allowed answers for each unit of an item.</summary>
    public IReadOnlyList<AnswerSpace> Units { get; }

    /// <summary>Who answers.</summary>
    public IOracle Oracle { get; }

    /// <summary>Scores the learner on test items that are never queried.</summary>
    public Judge Judge { get; }

    /// <summary>Items that are labelled at the start, in the order in which they were drawn.</summary>
    public int[] Start { get; }

    /// <summary>The unit of what answers cost: the task's, or <c>cost</c> where each item has a cost of its own.</summary>
    public string CostUnit => Items.Costs is null ? Task.CostUnit : PricedOracle.Unit;

    /// <summary>Whether answers cost differently, so that curves are compared at equal cost.</summary>
    internal bool HasPrices => Task.HasPrices || Items.ArePriced;

    /// <summary>Makes the same problem, whose items cost differently.</summary>
    /// <param name="costs">What the answer of each row of the data set costs, above 0; null where each costs 1.</param>
    /// <param name="areHidden">Whether a cost is told by the answer alone.</param>
    internal Problem Costing(double[]? costs, bool areHidden)
    {
        if (costs is null)
        {
            return this;
        }
        double[] own = Array.ConvertAll(Items.Rows, row => costs[row]);
        return new Problem(Task, Items.Costing(own, areHidden), Units, new PricedOracle(Oracle, own), Judge, Start);
    }

    /// <summary>Makes the same problem, in which errors cost differently.</summary>
    /// <param name="errors">What they cost; null where each costs 1.</param>
    internal Problem Erring(ErrorCosts? errors) =>
        errors is null ? this : new Problem(Task, Items.Erring(errors), Units, Oracle, Judge.WithErrors(errors), Start);

    /// <summary>Makes the same problem with another judge.</summary>
    /// <param name="judge">Scores the learner.</param>
    internal Problem With(Judge judge) => new(Task, Items, Units, Oracle, judge, Start);

    /// <summary>Makes the same problem with other start labels. A learner makes the same random choices, so branches differ only in their labels.</summary>
    /// <param name="start">Items that are labelled at the start.</param>
    public Problem Branch(int[] start) => new(Task, Items, Units, Oracle, Judge, start);
}
