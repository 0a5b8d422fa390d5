using Kimi.Generators.Diagnostics;
using Kimi.Generators.Model;
using Kimi.Shared;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>What a stage method must be: KIMI1005, KIMI1006, KIMI1008, KIMI1010.</summary>
internal static class StageRules
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(RecipeModel recipe)
    {
        foreach (var duplicate in recipe.Duplicates)
        {
            var first = recipe.Stages.FirstOrDefault(stage => string.Equals(stage.Name, duplicate.Name, StringComparison.OrdinalIgnoreCase))?.Name;
            yield return new(DiagnosticIds.DuplicateStage, duplicate.Mark,
                $"stage '{duplicate.Name}' has the name of "
                + $"{(first is null || first == duplicate.Name ? "another stage" : $"stage '{first}', since case does not count")}: rename one of them");
        }

        foreach (var problem in recipe.Stages.SelectMany(stage => Check(recipe, stage)))
            yield return problem;
    }

    private static IEnumerable<Finding> Check(RecipeModel recipe, StageModel stage)
    {
        foreach (var second in stage.Attributes.Skip(1))
        {
            yield return new(
                DiagnosticIds.TwoStageAttributes,
                second.Mark,
                $"stage '{stage.Name}' is {Words.A($"[{stage.Attributes[0].Label}]")} already "
                + $"and cannot be {Words.A($"[{second.Label}]")} too: remove one of the two");
        }

        foreach (var attribute in stage.Parts.Where(a => a.Hidden is not null))
        {
            yield return new(
                DiagnosticIds.Unreachable,
                attribute.Mark,
                $"[{attribute.Label}] on stage '{stage.Name}' needs {attribute.Hidden}, which is private or local to its file, "
                + "where generated code cannot name it: make it at least internal");
        }

        if (stage.Is(StageTraits.Unreachable))
        {
            yield return new(
                DiagnosticIds.Unreachable,
                stage.DeclaringType == recipe.Type ? stage.Mark : recipe.Mark,
                $"recipe '{recipe.Type.Name}' cannot inherit stage '{stage.Name}', which is private in '{stage.DeclaringType.Name}': "
                + "make the method at least internal");
        }

        foreach (var parameter in stage.Parameters.Where(p => p.Kind == ParameterKind.ByReference))
        {
            yield return new(
                DiagnosticIds.StageMethodShape,
                parameter.Mark,
                $"parameter '{parameter.Name}' of stage '{stage.Name}' is 'in', 'ref', 'out' or 'params': "
                + "remove that, since a stage is given its inputs one by one");
        }

        if (Shape(stage) is { } sentence)
            yield return new(DiagnosticIds.StageMethodShape, stage.Mark, sentence);
        else if (stage.IsTransform)
        {
            foreach (var problem in CheckTransform(stage))
                yield return problem;
        }
    }

    private static string? Shape(StageModel stage)
    {
        var isAbstract = stage.Is(StageTraits.Abstract);
        if (stage.Attribute is not { } attribute)
        {
            // A component without a stage is left to KIMI1007.
            if (stage.Components.Count > 0)
                return null;
            return isAbstract
                ? $"method '{stage.Name}' is abstract but no stage: give it an attribute that says what it does"
                : $"method '{stage.Name}' overrides a stage with a body: declare it 'abstract override' under a stage attribute";
        }

        if (stage.Is(StageTraits.Generic))
            return $"stage '{stage.Name}' has type parameters: remove them, since a stage makes one type of artifact";
        if (attribute.IsTransform)
        {
            return stage.Is(StageTraits.Static) && !isAbstract
                ? null
                : $"[Transform] method '{stage.Name}' is not static: declare it 'static' and give it a body, since that body is the stage";
        }

        return isAbstract
            ? null
            : $"stage '{stage.Name}' is not abstract: declare it 'abstract' and without a body, since [{attribute.Label}] names what executes it";
    }

    private static IEnumerable<Finding> CheckTransform(StageModel stage)
    {
        if (!stage.Is(StageTraits.ReturnsArtifact))
            yield return new(DiagnosticIds.StageMethodShape, stage.OutputMark,
                $"transform '{stage.Name}' returns {stage.Output.Name}, which is no artifact: return an artifact, or a task of one");
        else if (stage.Is(StageTraits.ReturnsNullable))
            yield return new(DiagnosticIds.StageMethodShape, stage.OutputMark,
                $"transform '{stage.Name}' may return null, but a stage always makes its artifact: remove the '?'");
        foreach (var parameter in stage.Parameters.Where(p => p.Kind == ParameterKind.Unsupported))
        {
            yield return new(
                DiagnosticIds.StageMethodShape,
                parameter.Mark,
                $"parameter '{parameter.Name}' of transform '{stage.Name}' is neither an artifact nor a service: take an artifact, "
                + "a class or interface from dependency injection, or a CancellationToken");
        }
    }
}
