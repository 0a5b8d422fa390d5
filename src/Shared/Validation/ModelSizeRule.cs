using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>
/// Whether a large model is trained at a learning rate that somebody chose: the defaults are for small ones, and wreck the weights of a large one in its first
/// steps: KIMI5011.
/// </summary>
internal static class ModelSizeRule
{
    private const string Rate = "LearningRate";
    private const double Large = 1e9;

    // Adapters and models from scratch take more; of a large model that was trained, no recipe trains all weights at this rate.
    private const double TooHigh = 1e-4;

    // As names of checkpoints have it: Qwen2.5-7B-Instruct.
    private static readonly Regex _billions = new(@"(?<![A-Za-z\d.])(\d{1,3}(\.\d+)?)[bB](?![A-Za-z\d])", RegexOptions.CultureInvariant);

    /// <summary>Finds what is wrong. Of a model that neither its files nor its name tell the size of, nothing is known.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts) =>
        from stage in recipe.Stages
        let rate = stage.Part[Rate]
        where rate is { IsGiven: false, Number: > TooHigh } && !stage.Components.Any(part => part.Component == ComponentKind.Adapter)
            && stage.Part["Trains"] is null or { Text: "All" }
        let root = stage.Policies.Select(policy => facts.Architecture[policy.Source]).FirstOrDefault(known => known.HasValue).Value
        let size = root is null ? null : SizeOf(root)
        where size >= Large
        select new Finding(
            Ids.Futile,
            stage.Part.Mark,
            $"{Rate} of stage '{stage.Name}' is {rate.Text} by default, which is for small models, and that of '{root.Name}' has "
            + $"{(size.Value / Large).ToString("0.#", CultureInfo.InvariantCulture)} billion weights, which such steps wreck: "
            + $"give it {Words.A($"{Rate}")}, such as 1e-6")
        {
            Causes = [rate.Mark],
        };

    private static double? SizeOf(CheckedStage root) => root.Part.Declaration.LoadsCheckpoint is not { } folder ? null
        : root.Checkpoint is { } known ? known.Shape.Parameters
        : _billions.Match(Checkpoint.Folder(root.Part[folder])) is { Success: true } match
            ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * Large
        : null;
}
