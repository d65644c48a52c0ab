namespace RlQuery.Studio.Content;

/// <summary>What the page says, apart from what a session says itself: one place, for translation.</summary>
internal static class Texts
{
    public const string Language = "en";
    public const string Title = "RlQuery Studio";
    public const string SkipToContent = "Skip to the question";
    public const string Pages = "Pages";
    public const string Label = "Label";
    public const string Answers = "Answers";
    public const string Progress = "Progress";
    public const string Row = "Row";
    public const string Line = "line";
    public const string Of = "of";
    public const string Missing = "(missing)";
    public const string Column = "Column";
    public const string Value = "Value";
    public const string Why = "Why this one";
    public const string Classes = "Classes";
    public const string FindClass = "Find a class";
    public const string OrType = "or type its name and press Enter";
    public const string MoreClasses = "The most likely classes are shown; type the name of another one.";
    public const string NoClass = "There is no class yet: add the first one.";
    public const string Number = "Number";
    public const string Save = "Save";
    public const string Skip = "Skip";
    public const string Undo = "Undo";
    public const string AddClass = "Add class";
    public const string NewClass = "New class";
    public const string Correct = "Correct";
    public const string Answer = "Answer";
    public const string Text = "Text";
    public const string NoAnswers = "You have answered nothing yet.";
    public const string Skipped = "(skipped)";
    public const string Picture = "Picture of row";
    public const string Keys = "Keys: 1 to 9 classes, s skip, u undo, n new class, / find a class";
    public const string KeysOfNumbers = "Keys: Enter saves; outside the field s skip, u undo";
    public const string End = "No row is left to label";
    public const string EndForNow = "No row is free now: others have the last ones. This page looks again by itself.";
    public const string Settle = "To be settled";
    public const string SkippedBefore = "Skipped before";
    public const string Away = "The server does not answer. What you pressed is kept and sent again by itself.";
    public const string NotStored = "The answer could not be stored. It is sent again by itself.";
    public const string OutOfDate = "This page was out of date; here is the current question.";
    public const string NoScript = "This page needs JavaScript. It comes from this server alone.";
    public const string NoEntry = "This link is not valid, or was used before. The terminal that runs rlquery studio prints the next one.";
    public const string NeedsLink = "Open the link that rlquery studio has printed.";
    public const string BadHost = "This server answers only under its own address on this machine.";
    public const string NotFound = "There is nothing here.";
    public const string TooFast = "Too many commands at once; the page tries again by itself.";
    public const string NotUnderstood = "The request was not understood.";
    public const string NoCross = "The request did not come from this page.";
    public const string You = "You are";
}
