using Kimi.Generators.Diagnostics;
using Kimi.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds branches that an earlier one always takes away, such as the score of a right answer after that of any answer of the form: what the later asks for
/// has what the earlier asks for.
/// </summary>
internal sealed class TakenBeforeRule() : TeamCodeRule(Descriptors.ImpossibleSearch)
{
    public override Roles About => Roles.Reward | Roles.Penalty | Roles.Environment | Roles.Sampler;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        foreach (var operation in body.Operations)
        {
            var chain = operation switch
            {
                ISwitchExpressionOperation choice => Both(from arm in choice.Arms select (arm.Pattern, arm.Guard)),
                ISwitchOperation choice => Both(from one in choice.Cases
                                                where one.Clauses.Length == 1
                                                let clause = one.Clauses[0] as IPatternCaseClauseOperation
                                                where clause is not null
                                                select (clause.Pattern, clause.Guard)),
                IConditionalOperation choice => Earlier(choice),
                _ => null,
            };
            if (chain is null)
                continue;
            foreach (var found in Taken(chain.Value, body))
                yield return found;
        }
    }

    private static IEnumerable<(Location Place, string Sentence)> Taken(
        (List<(IOperation Condition, ILocalSymbol? Value)> Earlier, List<(IOperation Condition, ILocalSymbol? Value)> Later) chain, TeamBody body)
    {
        foreach (var (later, value) in chain.Later)
        {
            var asked = Asked.All(later, value, body);
            if (asked.Count == 0)
                continue;
            foreach (var (earlier, other) in chain.Earlier.Where(each => each.Condition.Syntax.SpanStart < later.Syntax.SpanStart))
            {
                if (Asked.IsImplied(earlier, other, asked, body))
                {
                    yield return (
                        later.Syntax.GetLocation(),
                        $"{body.TypeName} never takes the branch for {VisibleText.Line(later.Syntax.ToString())}, since it asks first for "
                        + $"{VisibleText.Line(earlier.Syntax.ToString())}, which holds whenever that does: "
                        + $"ask for {VisibleText.Line(later.Syntax.ToString())} first");
                    break;
                }
            }
        }
    }

    // Those that any value reaches, by what its condition calls it.
    private static (List<(IOperation, ILocalSymbol?)>, List<(IOperation, ILocalSymbol?)>)? Both(
        IEnumerable<(IPatternOperation Pattern, IOperation? Guard)> cases)
    {
        var guarded = (from each in cases
                       where each is { Guard: not null, Pattern: IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } }
                       select (each.Guard!, (each.Pattern as IDeclarationPatternOperation)?.DeclaredSymbol as ILocalSymbol)).ToList();
        return guarded.Count > 1 ? (guarded, guarded) : null;
    }

    // Those that were not taken: of which it is the other branch, and those before it that leave.
    private static (List<(IOperation, ILocalSymbol?)>, List<(IOperation, ILocalSymbol?)>)? Earlier(IConditionalOperation choice)
    {
        var earlier = new List<(IOperation, ILocalSymbol?)>();
        for (var (inner, outer) = ((IOperation)choice, choice.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IConditionalOperation other && other.WhenFalse == inner)
                earlier.Add((other.Condition, null));
            else if (outer is IBlockOperation block)
                earlier.AddRange(block.Operations.TakeWhile(each => each != inner).OfType<IConditionalOperation>()
                    .Where(each => each.WhenFalse is null && Conditions.Leaves(each.WhenTrue)).Select(each => (each.Condition, (ILocalSymbol?)null)));
            else if (outer is not (IConversionOperation or IParenthesizedOperation or IReturnOperation or IArgumentOperation
                or IObjectCreationOperation or IConditionalOperation or IInvocationOperation { TargetMethod.Name: "FromResult" or "Of" }))
                break;
            if (outer is IBlockOperation && outer.Parent is not IConditionalOperation)
                break;
        }

        return earlier.Count > 0 ? (earlier, [(choice.Condition, null)]) : null;
    }
}
