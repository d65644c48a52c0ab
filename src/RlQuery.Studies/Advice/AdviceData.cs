using System.Text.Json;
using RlQuery.Core;

namespace RlQuery.Studies.Advice;

/// <summary>What advice rests on: measured sets, and the model that tells gains from them.</summary>
/// <param name="Policy">SHA-256 of the weights of the policy whose recipe was measured.</param>
/// <param name="Learner">Name of the learner that was refitted.</param>
/// <param name="Model">The model.</param>
/// <param name="Sets">The measured sets; no policy was trained on the set that it was measured on.</param>
public sealed record AdviceData(string Policy, string Learner, GainModel Model, IReadOnlyList<MeasuredSet> Sets)
{
    private const string Resource = "advice.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The data that come with the library.</summary>
    public static AdviceData Shipped()
    {
        using Stream content = typeof(AdviceData).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(content);
        return Parse(reader.ReadToEnd(), Resource);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Where it is from, for faults.</param>
    /// <exception cref="InvalidInputException">It is damaged.</exception>
    public static AdviceData Parse(string text, string source)
    {
        try
        {
            AdviceData data = JsonSerializer.Deserialize<AdviceData>(text, Json)!;
            data.Model.Check(source);
            return data;
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{source}: damaged: {e.Message}; restore it from the repository");
        }
    }

    /// <summary>The data as indented JSON: the same data give the same text.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json) + "\n";
}
