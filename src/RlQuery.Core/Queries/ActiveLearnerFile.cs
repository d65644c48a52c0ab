using System.Text.Json;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Learners;

namespace RlQuery.Core.Queries;

/// <summary>Keeps what an <see cref="ActiveLearner"/> was taught in a file: its items and answers in their order, no weights and no code.</summary>
public static class ActiveLearnerFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = false };

    /// <summary>Writes what it was taught atomically.</summary>
    /// <param name="learner">The active learner.</param>
    /// <param name="path">The file.</param>
    public static void Save(ActiveLearner learner, string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(
        new Content(
            learner.Items.DataHash, learner.LearnerName, learner.Strategy.Name, learner.Mode,
            [.. learner.Updates.Select(update => new Taught(update, [.. update.Select(learner.AnswerOf)]))]),
        Json) + "\n");

    /// <summary>Teaches a fresh active learner what was saved, in the same order.</summary>
    /// <param name="learner">One with the same items, learner, strategy and mode, which knows no answers.</param>
    /// <param name="path">The file.</param>
    /// <returns>The same active learner.</returns>
    /// <exception cref="InvalidInputException">The file is missing, damaged, or of other items, another learner, strategy or mode.</exception>
    public static ActiveLearner Load(ActiveLearner learner, string path)
    {
        Content content = Read(path);
        (string Name, string Saved, string Own)[] parts =
        [
            ("items", content.Items, learner.Items.DataHash), ("learner", content.Learner, learner.LearnerName),
            ("strategy", content.Strategy, learner.Strategy.Name), ("mode", $"{content.Mode}", $"{learner.Mode}"),
        ];
        string[] faults =
        [
            .. parts.Where(part => part.Saved != part.Own).Select(part => $"{path}: {part.Name}: saved with {part.Saved}, and here is {part.Own}"),
        ];
        if (learner.Labelled.Count > 0)
        {
            faults = [.. faults, $"{path}: loads into an active learner that knows no answers; this one knows {learner.Labelled.Count}"];
        }
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }
        try
        {
            foreach (Taught taught in content.Updates)
            {
                learner.Teach(taught.Items, taught.Answers);
            }
        }
        catch (ArgumentException damage)
        {
            throw new InvalidInputException($"{path}: damaged: {damage.Message}");
        }
        return learner;
    }

    private static Content Read(string path)
    {
        try
        {
            Content? content = JsonText.Deserialize<Content>(InputFile.ReadText(path), Json);
            return content?.Updates?.All(one => one is { Items: not null, Answers: not null } && one.Answers.All(answer => answer is not null)) == true
                ? content
                : throw new InvalidInputException($"{path}: damaged");
        }
        catch (JsonException)
        {
            throw new InvalidInputException($"{path}: damaged");
        }
    }

    private sealed record Content(string Items, string Learner, string Strategy, UpdateMode Mode, Taught[] Updates);

    private sealed record Taught(int[] Items, double[][] Answers);
}
