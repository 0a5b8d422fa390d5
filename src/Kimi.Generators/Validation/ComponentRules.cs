using Kimi.Generators.Diagnostics;
using Kimi.Generators.Model;
using Kimi.Shared;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>What may and must hang on a stage, by its <c>[StageComponents]</c>: KIMI1007, KIMI4001, KIMI4002, KIMI4003, KIMI4004.</summary>
internal static class ComponentRules
{
    private static readonly (ComponentKinds Kind, string Id, string Noun, string Example)[] _required =
    [
        (ComponentKinds.Reward, DiagnosticIds.MissingReward, "reward", "[ExactAnswerReward]"),
        (ComponentKinds.Objective, DiagnosticIds.MissingObjective, "objective", "[MirrorDescent]"),
        (ComponentKinds.Sampler, DiagnosticIds.MissingComponent, "sampler", "[UniformSampler]"),
        (ComponentKinds.Penalty, DiagnosticIds.MissingComponent, "penalty", "[LengthPenalty]"),
        (ComponentKinds.RolloutRule, DiagnosticIds.MissingComponent, "rollout rule", "[PartialRollouts]"),
        (ComponentKinds.CorpusRule, DiagnosticIds.MissingComponent, "corpus rule", "[NearDuplicates]"),
    ];

    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(RecipeModel recipe) => recipe.Stages.SelectMany(Check);

    private static IEnumerable<Finding> Check(StageModel stage)
    {
        if (stage.Attribute is not { } attribute)
        {
            foreach (var component in stage.Components)
            {
                yield return new(
                    DiagnosticIds.MisplacedComponent,
                    component.Mark,
                    $"[{component.Label}] hangs on '{stage.Name}', which has no stage attribute: add one, such as [Reinforce], or remove the {Noun(component)}");
            }

            yield break;
        }

        foreach (var component in stage.Components.Where(c => (c.Kind & attribute.Takes) == 0))
        {
            yield return new(
                DiagnosticIds.MisplacedComponent,
                component.Mark,
                $"stage '{stage.Name}' is a [{attribute.Label}], which takes no {Noun(component)}: remove [{component.Label}]");
        }

        foreach (var second in stage.Components.Where(c => c.Kind == ComponentKinds.Objective).Skip(1))
        {
            var first = stage.Components.First(c => c.Kind == ComponentKinds.Objective);
            yield return new(
                DiagnosticIds.SeveralObjectives,
                second.Mark,
                $"stage '{stage.Name}' has the objective [{first.Label}] already: remove it or [{second.Label}], since a policy is optimised for one");
        }

        foreach (var (kind, id, noun, example) in _required)
        {
            if ((attribute.Requires & kind) != 0 && !stage.Components.Any(c => c.Kind == kind))
            {
                yield return new(
                    id,
                    attribute.Mark,
                    $"stage '{stage.Name}' is a [{attribute.Label}] without {Words.A(noun)}: add one, such as {example}");
            }
        }
    }

    private static string Noun(ComponentModel component) => _required.First(r => r.Kind == component.Kind).Noun;
}
