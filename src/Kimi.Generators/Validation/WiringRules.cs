using System.Globalization;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Model;
using Kimi.Generators.Parsing;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>Whether stages supply each other with what they take: KIMI2001, KIMI2002, KIMI2003, KIMI4010, KIMI4011.</summary>
internal static class WiringRules
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(RecipeModel recipe)
    {
        foreach (var stage in recipe.Stages.Where(s => s.Attribute is not null))
        {
            var mistyped = new HashSet<ParameterModel>();
            foreach (var parameter in stage.Wired)
            {
                var source = Wiring.Source(recipe, parameter);
                if (source is null)
                    yield return Unknown(recipe, stage, parameter);
                else if (source.Output != parameter.Type && mistyped.Add(parameter))
                    yield return Mismatch(stage, parameter, source);
            }

            foreach (var problem in CheckAttribute(stage, stage.Attribute!, mistyped))
                yield return problem;
        }
    }

    private static Finding Unknown(RecipeModel recipe, StageModel stage, ParameterModel parameter)
    {
        var others = recipe.Stages.Where(s => s != stage).ToList();
        if (parameter.From is { } from)
        {
            var near = NearestName.Of(from, others.Select(s => s.Name));
            return new(
                DiagnosticIds.UnknownInput,
                parameter.FromMark,
                $"stage '{stage.Name}' takes '{parameter.Name}' from '{from}', which is no stage{Remedy(near, others, parameter)}")
            {
                Suggestion = near,
            };
        }

        var nearest = NearestName.Of(parameter.Name, others.Select(s => Identifiers.ToParameter(s.Name)));
        return new(
            DiagnosticIds.UnknownInput,
            parameter.Mark,
            $"stage '{stage.Name}' takes '{parameter.Name}', which no stage makes{Remedy(nearest, others, parameter)}")
        {
            Suggestion = nearest,
        };
    }

    private static string Remedy(string? nearest, List<StageModel> others, ParameterModel parameter)
    {
        if (nearest is not null)
            return $": did you mean '{nearest}'?";
        var makers = others.Where(s => s.Output == parameter.Type)
            .Select(s => $"'{(parameter.From is null ? Identifiers.ToParameter(s.Name) : s.Name)}'").Take(5).ToList();
        return makers.Count == 0
            ? $": add a stage that makes {Words.A(parameter.Type.Name)}"
            : parameter.From is null
            ? $": name the parameter after a stage that makes {Words.A(parameter.Type.Name)}, such as {Words.List(makers, "or")}, or point at one by [From]"
            : $": name one that makes {Words.A(parameter.Type.Name)}, such as {Words.List(makers, "or")}";
    }

    private static Finding Mismatch(StageModel stage, ParameterModel parameter, StageModel source)
    {
        var (taken, made) = TypeNames.Distinct(parameter.Type, source.Output);
        return new(
            DiagnosticIds.TypeMismatch,
            parameter.TypeMark,
            $"stage '{stage.Name}' takes '{parameter.Name}' as {Words.A(taken)}, but stage '{source.Name}' makes {Words.A(made)}: "
            + $"take {Words.A(made)}, or name a stage that makes {Words.A(taken)}")
        {
            Suggestion = Fits(stage, parameter, source.Output) ? source.Output.FullName : null,
        };
    }

    // A transform's body relies on the types of its parameters.
    private static bool Fits(StageModel stage, ParameterModel parameter, TypeRef type) => !stage.IsTransform
        && Wiring.Match(stage with { Parameters = stage.Parameters.Select(p => p == parameter ? p with { Type = type } : p).ToEquatableArray() }) is not null;

    private static IEnumerable<Finding> CheckAttribute(StageModel stage, StageAttributeModel attribute, HashSet<ParameterModel> mistyped)
    {
        if (attribute.IsTransform)
            yield break;
        if (stage.Output != attribute.Output || stage.ReturnForm != ReturnForm.Plain)
        {
            var (returned, made) = stage.ReturnForm == ReturnForm.Plain
                ? TypeNames.Distinct(stage.Output, attribute.Output)
                : ("task", attribute.Output.Name);
            yield return new(
                DiagnosticIds.TypeMismatch,
                stage.OutputMark,
                $"stage '{stage.Name}' returns {Words.A(returned)}, but [{attribute.Label}] makes {Words.A(made)}: return {Words.A(made)}")
            {
                Suggestion = attribute.Output.FullName,
            };
        }

        if (CheckRewardModel(stage, attribute) is { } rewardModel)
        {
            yield return rewardModel;
            yield break;
        }

        if (mistyped.Count > 0 || Wiring.Match(stage) is not null)
            yield break;
        var parameters = stage.Declared.ToList();
        if (parameters.Count == attribute.Inputs.Count && !IsPermutation(parameters, attribute.Inputs))
        {
            for (var i = 0; i < parameters.Count; i++)
            {
                if (parameters[i].Type == attribute.Inputs[i].Artifact)
                    continue;
                var (given, declared) = TypeNames.Distinct(parameters[i].Type, attribute.Inputs[i].Artifact);
                yield return new(
                    DiagnosticIds.TypeMismatch,
                    parameters[i].TypeMark,
                    $"stage '{stage.Name}' takes '{parameters[i].Name}' as {Words.A(given)}, but [{attribute.Label}] takes {Words.A(declared)} there: "
                    + $"pass {Words.A(declared)}");
            }

            yield break;
        }

        var expected = attribute.Inputs.Count == 0 ? "no input" : $"({string.Join(", ", attribute.Inputs.Select(i => i.Name))})";
        var remedy = attribute.Inputs.Count == 0 ? "remove its parameters" : "give it those parameters in that order";
        var actual = parameters.Count == 0 ? "none" : $"({string.Join(", ", parameters.Select(p => p.Type.Name))})";
        yield return new(
            DiagnosticIds.InputCount,
            stage.Mark,
            $"stage '{stage.Name}' takes {actual}, but [{attribute.Label}] takes {expected}: {remedy}")
        {
            Suggestion = Order(stage, attribute),
        };
    }

    // The places of the parameters in the order in which the attribute takes them; null where there is no such order, or several.
    private static string? Order(StageModel stage, StageAttributeModel attribute)
    {
        var parameters = stage.Parameters.ToList();
        var ordered = attribute.Inputs.SelectMany(input => parameters.Where(parameter => parameter.Type == input.Artifact)).Distinct().ToList();
        return ordered.Count == parameters.Count
            && Wiring.Match(stage with { Parameters = ordered.ToEquatableArray() }) is not null
            ? string.Join(",", ordered.Select(parameter => parameters.IndexOf(parameter).ToString(CultureInfo.InvariantCulture)))
            : null;
    }

    private static Finding? CheckRewardModel(StageModel stage, StageAttributeModel attribute)
    {
        if (stage.TakesRewardModel && stage.RewardModel is null)
        {
            var reward = stage.Components.First(c => c.TakesRewardModel);
            return new(
                DiagnosticIds.MissingRewardModel,
                reward.Mark,
                $"[{reward.Label}] judges by a reward model, but stage '{stage.Name}' takes none: add a parameter of type RewardModel behind its others");
        }

        var parameters = stage.Wired.ToList();
        return !stage.TakesRewardModel
            && attribute.Takes.Contains(ComponentKind.Reward)
            && parameters.Count > 0
            && parameters[parameters.Count - 1] is { Type.IsRewardModel: true } last
            && Wiring.Match(stage) is null
            && Wiring.Match(stage with { Parameters = parameters.Take(parameters.Count - 1).ToEquatableArray() }) is not null
            ? new(
                DiagnosticIds.UnusedRewardModel,
                last.Mark,
                $"stage '{stage.Name}' takes the reward model '{last.Name}', but none of its rewards judges by it: add [ModelReward], or remove the parameter")
            : null;
    }

    private static bool IsPermutation(List<ParameterModel> parameters, EquatableArray<InputModel> inputs) =>
        parameters.Select(p => p.Type.FullName).OrderBy(t => t, StringComparer.Ordinal)
            .SequenceEqual(inputs.Select(i => i.Artifact.FullName).OrderBy(t => t, StringComparer.Ordinal));
}
