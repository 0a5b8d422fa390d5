using System.Globalization;
using Kimi.Generators.Model;
using Kimi.Generators.Parsing;

namespace Kimi.Generators.Emit;

/// <summary>Writes a valid recipe's graph.</summary>
internal static class RecipeEmitter
{
    private const string Dsl = "global::Kimi.Dsl.";
    private const string Tasks = "global::System.Threading.Tasks.";

    /// <summary>The recipe's file.</summary>
    public static string Emit(RecipeModel recipe)
    {
        var stages = Wiring.Order(recipe);
        var hides = recipe.Is(RecipeTraits.Derived) ? "new " : "";
        var writer = new SourceWriter();
        Header.Write(writer);
        if (recipe.Namespace.Length > 0)
        {
            writer.Line($"namespace {recipe.Namespace};");
            writer.Line();
        }

        writer.Line($"partial class {recipe.Identifier}");
        writer.Open();
        writer.Line("/// <summary>The training graph of the recipe: every stage, each after those it takes artifacts from.</summary>");
        writer.Line(Header.GeneratedCode);
        writer.Line($"public static {hides}{Dsl}RecipeGraph Graph {{ get; }} = new(");
        writer.Indent();
        var seed = recipe.Seed.ToString(CultureInfo.InvariantCulture);
        writer.Line($"{Header.Quote(recipe.Name)}, typeof({recipe.Type.FullName}), {seed}{(stages.Count == 0 ? ");" : ",")}");
        for (var i = 0; i < stages.Count; i++)
            writer.Line($"Stages.{Identifiers.Escape(stages[i].Name)}{(i == stages.Count - 1 ? ");" : ",")}");
        writer.Unindent();
        writer.Line();
        writer.Line("/// <summary>The stages of the recipe.</summary>");
        writer.Line(Header.GeneratedCode);
        writer.Line($"public static {hides}class Stages");
        writer.Open();
        for (var i = 0; i < stages.Count; i++)
        {
            if (i > 0)
                writer.Line();
            EmitStage(writer, recipe, stages[i]);
        }

        writer.Close();
        writer.Close();
        return writer.ToString();
    }

    private static void EmitStage(SourceWriter writer, RecipeModel recipe, StageModel stage)
    {
        var attribute = stage.Attribute!;
        var name = Identifiers.Escape(stage.Name);
        writer.Line($"/// <summary>Stage <c>{stage.Name}</c> of the recipe.</summary>");
        writer.Line($"{(attribute.IsPublic ? "public" : "internal")} static {StageType(stage, attribute)} {name} {{ get; }} =");
        writer.Indent();
        var end = stage.Components.Count == 0 ? ";" : "";
        if (stage.IsTransform)
        {
            var inputs = string.Join(", ", stage.Wired.Select(p => Reference(recipe, p)).Distinct());
            writer.Line($"new({Header.Quote(stage.Name)}, {Create(attribute)}, typeof({stage.DeclaringType.FullName}), [{inputs}],");
            writer.Indent();
            writer.Line($"{Body(recipe, stage)}){Services(stage)}{end}");
            writer.Unindent();
        }
        else
        {
            var inputs = Wiring.Match(stage)!.Select((parameters, i) => Input(recipe, attribute.Inputs[i], parameters));
            writer.Line($"new({string.Join(", ", new[] { Header.Quote(stage.Name), Create(attribute) }.Concat(inputs))}){end}");
        }

        if (stage.Components.Count > 0)
            EmitComponents(writer, recipe, stage);
        writer.Unindent();
    }

    private static void EmitComponents(SourceWriter writer, RecipeModel recipe, StageModel stage)
    {
        writer.Open();
        writer.Line($"Components = [{string.Join(", ", stage.Components.Select(Create))}],");
        if (stage.RewardModel is { } rewardModel)
            writer.Line($"RewardModel = {Reference(recipe, rewardModel)},");
        writer.Close(";");
    }

    private static string StageType(StageModel stage, StageAttributeModel attribute)
    {
        if (stage.IsTransform)
            return $"{Dsl}TransformStage<{stage.Output.FullName}>";
        var inputs = attribute.Inputs.Select(i => i.IsList ? $"global::System.Collections.Generic.IReadOnlyList<{i.Artifact.FullName}>" : i.Artifact.FullName);
        return $"{Dsl}Stage<{string.Join(", ", inputs.Prepend(attribute.OptionsType.FullName).Append(attribute.Output.FullName))}>";
    }

    private static string Input(RecipeModel recipe, InputModel input, IReadOnlyList<ParameterModel> parameters)
    {
        var stages = string.Join(", ", parameters.Select(p => Reference(recipe, p)));
        return input.IsList ? $"{Dsl}StageInput.List<{input.Artifact.FullName}>({stages})" : stages;
    }

    private static string Reference(RecipeModel recipe, ParameterModel parameter) => Identifiers.Escape(Wiring.Source(recipe, parameter)!.Name);

    private static string Create(AttributeModel attribute)
    {
        var options = string.Join(", ", attribute.Options.Select(o => $"{Identifiers.Escape(o.Name)} = {o.Literal}"));
        var arguments = attribute.Arguments.Count > 0 || options.Length == 0 ? $"({string.Join(", ", attribute.Arguments)})" : "";
        return $"new {attribute.Type.FullName}{arguments}{(options.Length == 0 ? "" : $" {{ {options} }}")}";
    }

    private static string Services(StageModel stage)
    {
        var services = stage.Parameters.Where(p => p.Kind == ParameterKind.Service).Select(p => $"typeof({p.Type.FullName})").Distinct().ToList();
        return services.Count == 0 ? "" : $" {{ Services = [{string.Join(", ", services)}] }}";
    }

    private static string Body(RecipeModel recipe, StageModel stage)
    {
        // A stage may have the lambda parameter's name.
        var call = "call";
        while (recipe.Stages.Any(s => s.Name == call))
            call += "_";
        var arguments = stage.Parameters.Select(p => p.Kind switch
        {
            ParameterKind.Artifact => $"{call}.Output({Reference(recipe, p)})",
            ParameterKind.CancellationToken => $"{call}.CancellationToken",
            _ => $"{call}.Service<{p.Type.FullName}>()",
        });
        var value = $"{stage.DeclaringType.FullName}.{Identifiers.Escape(stage.Name)}({string.Join(", ", arguments)})";
        return stage.ReturnForm switch
        {
            ReturnForm.Task => $"static {call} => {value}",
            ReturnForm.ValueTask => $"static {call} => {value}.AsTask()",
            _ => $"static {call} => {Tasks}Task.FromResult({value})",
        };
    }
}
