namespace RlQuery.Cli.Labelling;

/// <summary>What a person asks of a labelling session.</summary>
internal abstract record LabelCommand
{
    public sealed record Answer(string Text) : LabelCommand;

    public sealed record Skip : LabelCommand;

    public sealed record Undo : LabelCommand;

    public sealed record Correct(int Row, string Text) : LabelCommand;

    public sealed record AddClass(string Class) : LabelCommand;

    public sealed record ShowClasses : LabelCommand;

    public sealed record Quit : LabelCommand;
}
