using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Routing;

/// <summary>An annotator that is a model of one's own: a logistic regression on a view of the data, fitted to rows whose classes are known.</summary>
internal static class LocalAnnotator
{
    /// <summary>Its answers.</summary>
    /// <param name="definition">Which view it sees.</param>
    /// <param name="items">All rows of the pool.</param>
    /// <param name="space">The classes.</param>
    /// <param name="rows">The rows that it is fitted to.</param>
    /// <param name="classes">Their classes.</param>
    /// <returns>The likeliest class of each row of the pool.</returns>
    /// <exception cref="InvalidInputException">The data have no such view.</exception>
    public static int[] Answers(AnnotatorDefinition definition, Items items, AnswerSpace space, int[] rows, int[] classes)
    {
        FeatureMatrix features = definition.View is null ? items.Features : View(definition, items).Of(items.Features);
        var model = new LogisticRegression();
        model.Start(new Items(items.Name, items.DataHash, features, items.Rows, items.Origin), space);
        model.Fit(rows, classes, []);
        float[] probabilities = new float[features.Rows * space.Classes];
        model.Predict(features, probabilities);
        return [.. Enumerable.Range(0, features.Rows).Select(row => Numerics.VectorMath.ArgMax(probabilities.AsSpan(row * space.Classes, space.Classes)))];
    }

    /// <summary>What a local model lacks in a data set, in a line; null if nothing.</summary>
    /// <param name="definition">The annotator.</param>
    /// <param name="data">Name of the data set.</param>
    /// <param name="views">Its views.</param>
    public static string? Lack(AnnotatorDefinition definition, string data, IReadOnlyList<FeatureView> views) =>
        definition.View is null || Find(definition, views) is not null ? null
            : $"{data}: annotator {MessageText.Quote(definition.Name)} sees the view {MessageText.Quote(definition.View)}, which the data do not have; "
                + (views.Count > 0 ? $"use {string.Join(", ", views.Select(view => view.Name))}" : "leave it out, or embed texts by that encoder");

    private static FeatureView View(AnnotatorDefinition definition, Items items) =>
        Find(definition, items.Views) ?? throw new InvalidInputException(Lack(definition, items.Name, items.Views)!);

    private static FeatureView? Find(AnnotatorDefinition definition, IReadOnlyList<FeatureView> views) =>
        views.FirstOrDefault(view => view.Name == definition.View || view.Name.Split(' ')[^1] == definition.View);
}
