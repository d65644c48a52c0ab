using Microsoft.ML;
using Microsoft.ML.Data;
using RlQuery.Core.Data;
using RlQuery.Core.Learners;

namespace RlQuery.MicrosoftML.Learners;

/// <summary>Rows of a feature matrix as views of Microsoft.ML.</summary>
internal static class ExampleViews
{
    /// <summary>Labelled rows, to train on.</summary>
    /// <param name="context">Context of the learner.</param>
    /// <param name="pool">Where the rows are.</param>
    /// <param name="labelled">Rows of two classes at least.</param>
    /// <param name="copies">How often each row comes, its weight shared among the copies.</param>
    public static IDataView Labelled(MLContext context, FeatureMatrix pool, LabelledRows labelled, int copies)
    {
        var examples = new List<Example>(labelled.Count * copies);
        for (int i = 0; i < labelled.Count; i++)
        {
            int place = labelled.Classes.IndexOf(labelled.Labels[i]);
            var example = new Example
            {
                Features = pool.Row(labelled.Rows[i]).ToArray(),
                IsSecond = place == 1,
                Class = (uint)place,
                Weight = (float)(labelled.Weights[i] / copies),
            };
            examples.AddRange(Enumerable.Repeat(example, copies));
        }
        return context.Data.LoadFromEnumerable(examples, Schema(pool.Columns, labelled.Classes.Length));
    }

    /// <summary>All rows of a matrix, to predict.</summary>
    /// <param name="context">Context of the learner.</param>
    /// <param name="features">The rows.</param>
    public static IDataView Unlabelled(MLContext context, FeatureMatrix features) =>
        context.Data.LoadFromEnumerable(
            Enumerable.Range(0, features.Rows).Select(row => new Example { Features = features.Row(row).ToArray() }), Schema(features.Columns, 2));

    private static SchemaDefinition Schema(int features, int classes)
    {
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        schema[nameof(Example.Class)].ColumnType = new KeyDataViewType(typeof(uint), classes);
        return schema;
    }
}
