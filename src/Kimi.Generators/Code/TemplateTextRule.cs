using System.Text.RegularExpressions;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds texts that say the name of a value instead of the value, since the $ before them is missing, and messages with the marks of a chat template, which
/// writes them itself.
/// </summary>
internal sealed class TemplateTextRule() : TeamCodeRule(Descriptors.TemplateText)
{
    private static readonly Regex _place = new(@"(?<![\w\\}{\])^])\{([A-Za-z_]\w*)(\.\w+)*(:\w+)?\}(?!\})", RegexOptions.CultureInvariant);

    private static readonly string[] _marks =
        ["<|im_start|>", "<|im_end|>", "<|start_header_id|>", "<|eot_id|>", "<|begin_of_text|>", "<start_of_turn>", "<end_of_turn>", "[INST]", "[/INST]",
        "<|user|>", "<|assistant|>", "<|system|>"];

    public override Roles About => Roles.Source | Roles.Environment | Roles.Transform;

    /// <summary>The mark of a chat template in a text; null for none.</summary>
    public static string? MarkIn(string text) => _marks.FirstOrDefault(text.Contains);

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) => Places(body).Concat(Marks(body));

    private static IEnumerable<(Location Place, string Sentence)> Places(TeamBody body)
    {
        var texts = body.Operations.OfType<ILiteralOperation>().Where(text => text.ConstantValue.Value is string value && value.IndexOf('{') >= 0).ToList();
        if (texts.Count == 0 || body.Operations.Any(IsFilledIn))
            yield break;
        var names = new HashSet<string>(body.Operations.Select(NameOf).OfType<string>(), StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var place = _place.Matches((string)text.ConstantValue.Value!).Cast<Match>().FirstOrDefault(match => names.Contains(match.Groups[1].Value));
            if (place is not null && !IsLogged(text) && !IsFilledByName(text, place.Groups[1].Value))
            {
                yield return (
                    text.Syntax.GetLocation(),
                    $"{body.TypeName} writes {place.Value} literally, not the value of '{place.Groups[1].Value}': put a $ before the text");
            }
        }
    }

    // By name, or by number; whoever searches for a place in braces fills it.
    private static bool IsFilledIn(IOperation operation) => operation is IInvocationOperation { TargetMethod: var method }
        && (method is { Name: "Format", ContainingType.SpecialType: SpecialType.System_String } || method.Name is "Replace" or "AppendFormat");

    // By a method of others that is given the names, or an object that has them.
    private static bool IsFilledByName(IOperation text, string name)
    {
        var outer = text.Parent;
        while (outer is IArgumentOperation or IConversionOperation or IBinaryOperation)
            outer = outer.Parent;
        return outer is IInvocationOperation call && call.Descendants().Any(part => part is IAnonymousObjectCreationOperation
            || (part != text && part.ConstantValue is { HasValue: true, Value: string given } && given == name));
    }

    // A log takes the values itself.
    private static bool IsLogged(IOperation text) => text.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } }
        && (name.StartsWith("Log", StringComparison.Ordinal) || name.StartsWith("Begin", StringComparison.Ordinal));

    private static string? NameOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local.Name: var name } => name,
        IParameterReferenceOperation { Parameter.Name: var name } => name,
        IVariableDeclaratorOperation { Symbol.Name: var name } => name,
        _ => null,
    };

    private static IEnumerable<(Location Place, string Sentence)> Marks(TeamBody body) =>
        from message in body.Operations.OfType<IObjectCreationOperation>()
        where message.Type is { } type && type.IsDsl("Message")
        from said in message.Descendants().OfType<IObjectCreationOperation>()
        where said.Type is { Name: "Text", ContainingType: { } part } && part.IsDsl("PromptPart") && said.Arguments.Length > 0
        let found = (from text in body.Ingredients(said.Arguments[0].Value)
                     let constant = text is IInterpolatedStringTextOperation written ? written.Text.ConstantValue : text.ConstantValue
                     where constant is { HasValue: true, Value: string }
                     let mark = _marks.FirstOrDefault(((string)constant.Value!).Contains)
                     where mark is not null
                     select (Text: text, Mark: mark)).FirstOrDefault()
        where found.Mark is not null
        select (
            found.Text.Syntax.GetLocation(),
            $"{body.TypeName} writes {found.Mark} into a message, and the policy's own chat template writes it around every message: leave it out, "
            + "or give the whole prompt as a text to continue");
}
