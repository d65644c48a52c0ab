using System.Security.Cryptography;
using RlQuery.Core;
using RlQuery.Core.Numerics;
using RlQuery.MicrosoftML.Students;

namespace RlQuery.MicrosoftML.Tests.Students;

public sealed class TextStudentTests : IDisposable
{
    private static readonly string[] Classes = ["animal", "plant"];

    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-students-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void A_student_tells_topics_of_texts_that_it_has_not_seen(int hidden)
    {
        TextStudent student = TextStudent.Fit(Lessons(200, 1), hidden, 1);
        TextLessons other = Lessons(100, 2);
        int right = Enumerable.Range(0, 100).Count(text => (Predict(student, other.Texts[text])[1] > 0.5) == (text % 2 == 1));
        Assert.InRange(right, 90, 100);
    }

    /// <summary>The cross-entropy is least where the student says the shares.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void A_student_of_shares_learns_the_shares_and_not_the_larger_one_alone(int hidden)
    {
        // Terms that are in one text alone, such as its number, are not known.
        string[] texts = [.. Enumerable.Range(0, 600).Select(text => text % 2 == 0 ? $"a cat or a fern {text}" : $"a dog {text}")];
        float[] shares = [.. Enumerable.Range(0, 600).SelectMany(text => text % 2 == 0 ? (float[])[0.7f, 0.3f] : [1, 0])];
        TextStudent student = TextStudent.Fit(new TextLessons("text", Classes, texts, shares), hidden, 1);
        Assert.Equal(0.7, Predict(student, texts[0])[0], 0.05);
        Assert.InRange(Predict(student, texts[1])[0], 0.9, 1);
    }

    [Fact]
    public void A_seed_decides_every_bit()
    {
        byte[] first = TextStudentFile.Write(TextStudent.Fit(Lessons(60, 1), 8, 3));
        Assert.Equal(first, TextStudentFile.Write(TextStudent.Fit(Lessons(60, 1), 8, 3)));
        Assert.NotEqual(first, TextStudentFile.Write(TextStudent.Fit(Lessons(60, 1), 8, 4)));
    }

    [Fact]
    public void A_missing_text_and_one_of_unknown_words_have_the_same_probabilities()
    {
        TextStudent student = TextStudent.Fit(Lessons(60, 1), 8, 3);
        Assert.Equal(Predict(student, null), Predict(student, "zzz"));
        Assert.Equal(1, Predict(student, null).Sum(), 1e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void A_file_gives_the_same_student_to_the_last_bit(int hidden)
    {
        TextStudent student = TextStudent.Fit(Lessons(60, 1), hidden, 3);
        string file = Path.Combine(_folder, "small.student");
        student.Save(file);
        TextStudent read = TextStudent.Load(file);
        Assert.Equal(("text", hidden, student.Terms), (read.Column, read.Hidden, read.Terms));
        Assert.Equal(Classes, read.Classes);
        Assert.All(Lessons(40, 2).Texts, text => Assert.Equal(Predict(student, text), Predict(read, text)));
    }

    [Fact]
    public void What_is_no_student_or_a_damaged_one_is_refused_in_a_line()
    {
        byte[] bytes = TextStudentFile.Write(TextStudent.Fit(Lessons(20, 1), 2, 3));
        string file = Path.Combine(_folder, "x");
        Assert.Contains("is no model of 'rlquery compress'", Refused(file, "label,text\n"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("is no model of 'rlquery compress'", Refused(file, "RlQtext"u8.ToArray()), StringComparison.Ordinal);
        for (int place = 8; place < bytes.Length; place += 97)
        {
            byte[] flipped = [.. bytes];
            flipped[place] ^= 4;
            Assert.Equal($"{file}: is damaged; make it again by 'rlquery compress'", Refused(file, flipped));
            // Even where somebody has made the hash fit.
            byte[] forged = [.. flipped[..^32], .. SHA256.HashData(flipped.AsSpan(..^32))];
            File.WriteAllBytes(file, forged);
            if (Record.Exception(() => TextStudent.Load(file)) is { } refused)
            {
                Assert.IsType<InvalidInputException>(refused);
            }
            Refused(file, bytes[..place]);
        }
    }

    private static string Refused(string file, byte[] bytes)
    {
        File.WriteAllBytes(file, bytes);
        return Assert.Single(Assert.Throws<InvalidInputException>(() => TextStudent.Load(file)).Faults);
    }

    private static float[] Predict(TextStudent student, string? text)
    {
        float[] probabilities = new float[2];
        student.Predict(text, probabilities);
        return probabilities;
    }

    // Six words of a hundred of the topic, and six of any.
    private static TextLessons Lessons(int texts, ulong seed)
    {
        var draws = new Pcg64(seed);
        string Text(int topic) => string.Join(' ', Enumerable.Range(0, 12).Select(i => $"w{draws.NextInt(100) + (i < 6 ? (topic + 1) * 100 : 0)}"));
        return new TextLessons(
            "text", Classes, [.. Enumerable.Range(0, texts).Select(text => Text(text % 2))],
            [.. Enumerable.Range(0, texts).SelectMany(text => text % 2 == 0 ? (float[])[1, 0] : [0, 1])]);
    }
}
