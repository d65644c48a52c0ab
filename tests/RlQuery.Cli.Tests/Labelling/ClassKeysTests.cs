using RlQuery.Cli.Labelling;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Sessions;

namespace RlQuery.Cli.Tests.Labelling;

public sealed class ClassKeysTests
{
    [Fact]
    public void Digits_and_letters_are_their_own_keys_and_others_take_the_next_free_one()
    {
        var keys = new ClassKeys(["0", "1", "no", "x", "s", "yes"]);
        Assert.Equal(["0", "1", "no", "x", "s", "yes"], "012x34".Select(keys.ClassOf));
    }

    [Fact]
    public void A_new_class_moves_no_key()
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => i % 3 == 0 ? $"{i % 10}" : $"class {i}").Distinct()];
        const string All = "0123456789abcdefghijklmnopqrstuvwxyz";
        for (int count = 1; count < names.Length; count++)
        {
            var before = new ClassKeys(names[..count]);
            var after = new ClassKeys(names[..(count + 1)]);
            Assert.All(All.Where(key => before.ClassOf(key) is not null), key => Assert.Equal(before.ClassOf(key), after.ClassOf(key)));
        }
    }

    [Fact]
    public void Lines_are_classes_keys_or_commands_and_a_class_goes_first()
    {
        var keys = new ClassKeys(["s", "no way", "yes"]);
        Assert.Equal(new LabelCommand.Answer("s"), CommandLines.Parse("s", keys));
        Assert.Equal(new LabelCommand.Skip(), CommandLines.Parse(":s", keys));
        Assert.Equal(new LabelCommand.Undo(), CommandLines.Parse(" u ", keys));
        Assert.Equal(new TerminalCommand.Quit(), CommandLines.Parse("q", keys));
        Assert.Equal(new LabelCommand.Answer("no way"), CommandLines.Parse("no way", keys));
        Assert.Equal(new LabelCommand.Answer("no way"), CommandLines.Parse("2", keys));
        Assert.Equal(new LabelCommand.Correct(17, "no way"), CommandLines.Parse("c 17 no way", keys));
        Assert.Equal(new LabelCommand.Correct(17, "yes"), CommandLines.Parse("c 17 3", keys));
        Assert.Equal(new LabelCommand.AddClass("not sure"), CommandLines.Parse("n not sure", keys));
        Assert.Equal(new LabelCommand.Note("two words"), CommandLines.Parse("# two words", keys));
        Assert.Equal(new LabelCommand.Note(""), CommandLines.Parse("#", keys));
        var numbers = new ClassKeys([], TargetKind.Number);
        Assert.Equal(new LabelCommand.Answer("-3.5"), CommandLines.Parse("-3.5", numbers));
        Assert.Equal(new LabelCommand.Correct(17, "1e3"), CommandLines.Parse("c 17 1e3", numbers));
        Assert.Equal("-", string.Concat("s-x".Where(numbers.BeginsNumber)));
        Assert.False(keys.BeginsNumber('1'));
        Assert.DoesNotContain(numbers.Commands, one => one.Contains("class", StringComparison.Ordinal));
        Assert.Equal(new LabelCommand.Answer("no way; yes"), CommandLines.Parse("no way; yes", new ClassKeys(["no way", "yes"], TargetKind.ClassSet)));
        Assert.All(["", "c", "c x yes", "c -1 yes", "c 4"], line => Assert.Throws<InvalidInputException>(() => CommandLines.Parse(line, keys)));
    }
}
