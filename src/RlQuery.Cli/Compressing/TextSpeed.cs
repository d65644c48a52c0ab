using System.Diagnostics;
using RlQuery.Studies.Compression;

namespace RlQuery.Cli.Compressing;

/// <summary>Measures how many texts a model predicts in a second, on this machine and now.</summary>
internal static class TextSpeed
{
    private const int Warm = 8;
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.2);

    /// <summary>Texts in a second: all of them at once, again and again for a fifth of a second. Loading the model does not count.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">At least one text.</param>
    public static double Of(CompressedModel model, IReadOnlyList<string> texts)
    {
        model.Predict([.. texts.Take(Warm)]);
        var watch = Stopwatch.StartNew();
        long predicted = 0;
        do
        {
            model.Predict(texts);
            predicted += texts.Count;
        }
        while (watch.Elapsed < Least);
        return predicted / watch.Elapsed.TotalSeconds;
    }
}
