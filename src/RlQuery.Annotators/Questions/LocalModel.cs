using RlQuery.Annotators.Models;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Panels;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Annotators.Questions;

/// <summary>Answers questions by a local model: a logistic regression on each encoder's numbers, fitted to the labels that may be shown.</summary>
public static class LocalModel
{
    /// <summary>Answers the questions of a table. Held-out labels are not told.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">The questions.</param>
    /// <param name="data">The rows of the table as the model's encoder sees them.</param>
    /// <returns>Its answers; questions whose most probable class is below the threshold have none.</returns>
    /// <exception cref="InvalidInputException">Fewer than two classes have labels that it may be told.</exception>
    public static IReadOnlyDictionary<AnnotationQuestion, ReadyAnswer> Answer(LocalModelDefinition model, AnnotationTable table, Dataset data)
    {
        if (table.Told.DistinctBy(one => one.Class).Count() < 2)
        {
            throw new InvalidInputException($"annotator '{model.Name}': fewer than two classes have labels that it may learn from; label some rows first");
        }
        int[] all = [.. Enumerable.Range(0, data.Rows)];
        var items = new FeatureMatrix(Standardizer.Fit(data, all).Transform(data, all), data.Rows, data.Features);
        int[] told = [.. table.Told.Select(one => one.Row)];
        ILearner learner = new PanelFactory().Create();
        learner.Start(new Items(data, items, all, told) { Views = data.Views }, new AnswerSpace(table.Classes.Count));
        learner.Fit(told, (int[])[.. table.Told.Select(one => one.Class)], data.WeightsOf(told));
        int classes = table.Classes.Count;
        float[] probabilities = new float[table.Rows.Count * classes];
        learner.Predict(items.Take([.. table.Rows.Select(row => row.Row)]), probabilities);
        var answers = new Dictionary<AnnotationQuestion, ReadyAnswer>();
        foreach ((int i, AnnotationRow row) in table.Rows.Index())
        {
            ReadOnlySpan<float> own = probabilities.AsSpan(i * classes, classes);
            int best = VectorMath.ArgMax(own);
            if (own[best] >= model.Threshold)
            {
                answers.TryAdd(row.Question, new ReadyAnswer(best, own[best]));
            }
        }
        return answers;
    }
}
