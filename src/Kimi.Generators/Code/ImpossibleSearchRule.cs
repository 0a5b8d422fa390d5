using System.Text.RegularExpressions;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds searches in the response for what cannot be there any more: capitals in a text of small letters, blanks at the end of a trimmed one, what was
/// replaced, a separator in a part, in a turn what ended it; and patterns of thoughts whose dot stops at the end of a line.
/// </summary>
internal sealed class ImpossibleSearchRule() : TeamCodeRule(Descriptors.ImpossibleSearch)
{
    private static readonly HashSet<string> _searching = new(StringComparer.Ordinal)
    {
        "Contains", "StartsWith", "EndsWith", "IndexOf", "LastIndexOf", "Split", "Replace",
    };

    public override Roles About => Roles.Reward | Roles.Environment;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) => Searches(body).Concat(Thoughts(body)).Concat(Ends(body));

    private static IEnumerable<(Location Place, string Sentence)> Searches(TeamBody body) =>
        from call in body.Operations.OfType<IInvocationOperation>()
        where call.TargetMethod is { ContainingType.SpecialType: SpecialType.System_String } method && _searching.Contains(method.Name)
            && call.Instance is not null && call.Arguments.Length > 0 && !IgnoresCase(call)
        let text = TextOf(call.Arguments[0].Value)
        where text is { Length: > 0 }
        let why = Why(call.Instance!, text, call.TargetMethod.Name, body)
        where why is not null
        select (
            call.Syntax.GetLocation(),
            $"{body.TypeName} looks for \"{Kimi.Shared.VisibleText.Line(text)}\" in {why}, so it is never there: look for it before, or for what is left");

    // What was done to a text last decides what it cannot have.
    private static string? Why(IOperation searched, string text, string by, TeamBody body) => searched switch
    {
        IParenthesizedOperation inner => Why(inner.Operand, text, by, body),
        ILocalReferenceOperation { Local: var local } => body.SetOnce(local) is { } origin ? Why(origin, text, by, body) : null,
        IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_String } method, Instance: { } before } call => method.Name switch
        {
            "ToLowerInvariant" or "ToLower" => text.Any(char.IsUpper) ? "a text of small letters" : Why(before, text, by, body),
            "ToUpperInvariant" or "ToUpper" => text.Any(char.IsLower) ? "a text of capitals" : Why(before, text, by, body),
            "Trim" or "TrimEnd" when call.Arguments.IsEmpty && by == "EndsWith" && char.IsWhiteSpace(text[text.Length - 1]) =>
                "a text without blanks at its end",
            "Trim" or "TrimStart" when call.Arguments.IsEmpty && by == "StartsWith" && char.IsWhiteSpace(text[0]) => "a text without blanks at its beginning",
            "Trim" or "TrimEnd" or "TrimStart" => Why(before, text, by, body),
            "Replace" when call.Arguments.Length == 2 && TextOf(call.Arguments[0].Value) is { Length: > 0 } gone && text.Contains(gone)
                && TextOf(call.Arguments[1].Value) is { } instead && !IsMadeAgain(gone, instead) => "a text in which that was replaced",
            _ => null,
        },
        IArrayElementReferenceOperation { ArrayReference: var parts } => SplitBy(parts, body) is { Length: > 0 } separator && text.Contains(separator)
            ? "a part of a text that was split there"
            : null,
        _ => null,
    };

    // Of two blanks for each of which one is put, two are left of four.
    private static bool IsMadeAgain(string gone, string instead) =>
        instead.Contains(gone) || (gone.Length > 1 && instead.Any(letter => gone.Contains(letter.ToString())));

    private static string? SplitBy(IOperation parts, TeamBody body) => parts switch
    {
        ILocalReferenceOperation { Local: var local } => body.SetOnce(local) is { } origin ? SplitBy(origin, body) : null,
        IInvocationOperation { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String }, Arguments: { Length: > 0 } arguments }
            when !arguments.Any(argument => argument.Parameter?.Name == "count") => TextOf(arguments[0].Value),
        _ => null,
    };

    private static bool IgnoresCase(IInvocationOperation call) => call.Arguments.Any(argument =>
        argument.Value is IFieldReferenceOperation { Field.Name: var name } && name.EndsWith("IgnoreCase", StringComparison.Ordinal));

    private static string? TextOf(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        { ConstantValue: { HasValue: true, Value: char letter } } => letter.ToString(),
        IConversionOperation conversion => TextOf(conversion.Operand),
        _ => null,
    };

    private static IEnumerable<(Location Place, string Sentence)> Thoughts(TeamBody body) =>
        from operation in body.Operations
        let used = Patterns.Of(operation)
        where used is var (pattern, options) && !options.Contains(nameof(RegexOptions.Singleline)) && PatternLines.StopsAtALine(pattern)
        select (
            operation.Syntax.GetLocation(),
            $"{body.TypeName} looks for thoughts by {Kimi.Shared.VisibleText.Line(used!.Value.Pattern)}, whose dot does not match the end of a line, "
            + "so thoughts of two lines are never found: give it RegexOptions.Singleline");

    // What ends a turn is no part of its text.
    private static IEnumerable<(Location Place, string Sentence)> Ends(TeamBody body)
    {
        if ((body.Roles & Roles.Environment) == 0)
            return [];
        var asked = (from operation in body.Operations
                     let search = Asked(operation)
                     where search is not null && IsTurn(search.Value.Text, body)
                     select (operation.Syntax, search.Value.Runs)).ToList();
        if (asked.Count == 0)
            return [];
        var declared = body.Root.Syntax.SyntaxTree.GetRoot().DescendantNodes(node => node is not BlockSyntax).OfType<PropertyDeclarationSyntax>()
            .Where(property => property.Identifier.ValueText == "TurnEnds").ToList();
        // Those of the class around it, or of the only environment there is.
        var ends = declared.Where(property => declared.Count == 1 || property.Parent!.Span.Contains(body.Root.Syntax.Span))
            .SelectMany(property => property.DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText.Length > 1).Select(token => token.ValueText).ToList();
        return from search in asked
               let end = ends.FirstOrDefault(end => search.Runs.Any(run => run.Contains(end)))
               where end is not null
               select (
                   search.Syntax.GetLocation(),
                   $"{body.TypeName} looks for \"{Kimi.Shared.VisibleText.Line(end)}\" in the text of a turn, which ends before it, "
                   + "so it is never found: ask for PolicyTurn.StopText");
    }

    private static (IOperation Text, IReadOnlyList<string> Runs)? Asked(IOperation operation) => operation switch
    {
        IInvocationOperation
        {
            TargetMethod: { Name: "Contains" or "EndsWith" or "IndexOf" or "LastIndexOf", ContainingType.SpecialType: SpecialType.System_String },
            Instance: { } text,
            Arguments: { Length: > 0 } arguments,
        } when TextOf(arguments[0].Value) is { } looked => (text, [looked]),
        _ => Patterns.Search(operation) is var (pattern, input) ? (input, PatternLiterals.Runs(pattern)) : null,
    };

    private static bool IsTurn(IOperation text, TeamBody body) => body.Origin(text) switch
    {
        IPropertyReferenceOperation { Property: { Name: "Text", ContainingType: { } type } } => type.IsDsl("PolicyTurn"),
        IInvocationOperation { TargetMethod: { Name: "Trim" or "TrimEnd" or "TrimStart" }, Instance: { } inner } => IsTurn(inner, body),
        _ => false,
    };
}
