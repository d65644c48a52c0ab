using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks;

/// <summary>A kind of answer, and all that follows from it. The rest of the code asks the task, and makes no other distinction between tasks.</summary>
/// <remarks>A task is one folder under Tasks. Stateless; several threads use it at once.</remarks>
[PartKind("task", "tasks")]
public interface ITask : IPart
{
    /// <summary>The unit of cost of oracles that count answers.</summary>
    const string Labels = "labels";

    /// <summary>The unit of its cost: the x axis of its curves.</summary>
    /// <value>Default: labels, each of which costs 1.</value>
    string CostUnit => Labels;

    /// <summary>Whether an item is a row and whom to ask for it; see <see cref="Routes"/>.</summary>
    /// <value>Default: no; one source answers all.</value>
    bool HasAnnotators => false;

    /// <summary>Whether an item may be made of another; see <see cref="MadeItems"/>.</summary>
    /// <value>Default: no.</value>
    bool HasMade => false;

    /// <summary>Whether answers cost differently. The budget is then counted in the unit of cost, and curves are compared at equal cost.</summary>
    /// <value>Default: where there are several annotators, or items are made.</value>
    bool HasPrices => HasAnnotators || HasMade;

    /// <summary>Whether an item is a region of a picture.</summary>
    /// <value>Default: no.</value>
    bool HasPictures => false;

    /// <summary>What the target of its data sets holds.</summary>
    TargetKind Target { get; }

    /// <summary>What an answer is, and so what metrics measure.</summary>
    /// <value>Default: <see cref="Target"/>.</value>
    TargetKind Answer => Target;

    /// <summary>What the units of an answer are, and so what learners predict: classes, numbers or texts.</summary>
    TargetKind Unit { get; }

    /// <summary>The metric if none is named.</summary>
    IMetric DefaultMetric { get; }

    /// <summary>Name of the default learner.</summary>
    string DefaultLearner { get; }

    /// <summary>Name of the setting of environment files that says how many labels there are at the start.</summary>
    string StartSetting { get; }

    /// <summary>The default value of <see cref="StartSetting"/>, at least 1.</summary>
    int DefaultStart { get; }

    /// <summary>Name of the heuristic that learned policies are measured against.</summary>
    string Reference { get; }

    /// <summary>Name of the signal that ranks candidates by the learner's uncertainty. Policies choose among the first of that ranking.</summary>
    string Uncertainty { get; }

    /// <summary>Names of the heuristics that are compared by default, in order.</summary>
    IReadOnlyList<string> DefaultStrategies { get; }

    /// <summary>
    /// Whether items taken for a batch count as labelled with their predictions (the kriging believer: D. Ginsbourger, R. Le Riche and L.
    /// Carraro, "Kriging is Well-suited to Parallelize Optimization", 2010); else they are only marked as taken.
    /// </summary>
    bool Believes { get; }

    /// <summary>The allowed answers for each unit of an item.</summary>
    /// <param name="data">A data set of the task.</param>
    IReadOnlyList<AnswerSpace> Units(Dataset data);

    /// <summary>Joins the values of a signal for the units of an item to one value of the item.</summary>
    /// <param name="units">A value for each unit.</param>
    /// <value>Default: their mean, which for one unit is its value.</value>
    float Join(ReadOnlySpan<float> units)
    {
        if (units.Length == 1)
        {
            return units[0];
        }
        float sum = 0;
        foreach (float value in units)
        {
            sum += value;
        }
        return sum / units.Length;
    }

    /// <summary>Why a data set is none of the task, though its target is of the right kind.</summary>
    /// <param name="data">A data set with the task's <see cref="Target"/>.</param>
    /// <returns>A line that names the set; null where it is one. Default: null.</returns>
    string? Lack(Dataset data) => null;

    /// <summary>How many items can be asked for.</summary>
    /// <param name="rows">Number of rows of the pool.</param>
    /// <value>Default: one for each row.</value>
    int ItemsOf(int rows) => rows;

    /// <summary>Makes a problem of a divided data set.</summary>
    /// <param name="split">Which rows are in the pool, and which are tested on.</param>
    /// <param name="pool">Standardised features of the pool [pool x features].</param>
    /// <param name="test">Standardised features of the test rows [test x features].</param>
    /// <param name="start">Number of labels at the start, by <see cref="StartSetting"/>.</param>
    /// <value>Default: the items are the rows of the pool, the oracle is the table, and the judge has the test rows.</value>
    Problem Pose(PoolTestSplit split, FeatureMatrix pool, FeatureMatrix test, int start)
    {
        Dataset data = split.Data;
        int[] drawn = DrawStart(split, start);
        IReadOnlyList<AnswerSpace> units = Units(data);
        var items = new Items(data.Name, data.Hash, pool, split.PoolRows, drawn)
        {
            Views = data.Views,
            Links = data.Links?.Among(split.PoolRows),
            Pictures = data.Regions is { } regions ? Array.ConvertAll(split.PoolRows, regions.PictureOf) : null,
        };
        return new Problem(this, items, units, OracleOf(data, split.PoolRows), new Judge(test, data, split.TestRows, units), drawn);
    }

    /// <summary>Who answers from the target of a data set.</summary>
    /// <param name="data">A data set of the task; rows without a target may be among the items, but cannot be queried.</param>
    /// <param name="rows">Row in the data set of each item.</param>
    /// <value>Default: the table, at a cost of one label each.</value>
    IOracle OracleOf(Dataset data, int[] rows) => new TableOracle(data, rows);

    /// <summary>Finds the candidates whose answers follow from the known ones: nobody needs to ask for them.</summary>
    /// <param name="pool">The known answers.</param>
    /// <returns>Each with its answer, ascending by item.</returns>
    /// <value>Default: none.</value>
    IReadOnlyList<(int Item, double Answer)> Implied(Pool pool) => [];

    /// <summary>Draws the items whose answers are known at the start.</summary>
    /// <param name="split">The pool.</param>
    /// <param name="count">Number of labels, by <see cref="StartSetting"/>; at least 1.</param>
    /// <returns>Items, such as positions in the pool, in the order in which they were drawn.</returns>
    int[] DrawStart(PoolTestSplit split, int count);

    /// <summary>The labelled rows of a table that count as the start. A policy sees how far an episode has come since then.</summary>
    /// <param name="data">A data set of the task.</param>
    /// <param name="labelled">Its rows with a target, ascending.</param>
    int[] StartAmong(Dataset data, int[] labelled);

    /// <summary>Whether the known targets are enough for a learner to be unsure about others.</summary>
    /// <param name="data">A data set of the task.</param>
    bool CanLearn(Dataset data);

    /// <summary>The metric whose <see cref="IMetric.Score"/> training rewards if the environment names none.</summary>
    /// <value>Default: <see cref="DefaultMetric"/>.</value>
    IMetric Rewarded => DefaultMetric;
}
