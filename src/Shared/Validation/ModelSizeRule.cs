using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>
/// Whether a large model is trained at a learning rate that somebody chose: the defaults are for small ones, and wreck the weights of a large one in its first
/// steps; and whether reinforcement has a rate that is one of fine-tuning: KIMI5011.
/// </summary>
internal static class ModelSizeRule
{
    private const string Rate = "LearningRate";
    private const double Large = 1e9;

    // Adapters and models from scratch take more; of a large model that was trained, no recipe trains all weights at this rate.
    private const double TooHigh = 1e-4;

    // Of reinforcement, at which groups of small models collapse too; some take 1e-5 or twice that.
    private const double Reinforced = 5e8;
    private const double TooHighForReinforcement = 2e-5;

    // As names of checkpoints have it: Qwen2.5-7B-Instruct.
    private static readonly Regex _billions = new(@"(?<![A-Za-z\d.])(\d{1,3}(\.\d+)?)[bB](?![A-Za-z\d])", RegexOptions.CultureInvariant);

    /// <summary>Finds what is wrong. Of a model that neither its files nor its name tell the size of, nothing is known.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts)
    {
        foreach (var stage in recipe.Stages)
        {
            if (stage.Part[Rate] is { Number: > TooHighForReinforcement } rate && IsOfAllWeights(stage) && Root(stage, facts) is { } root
                && SizeOf(root) is { } size
                && ((rate.IsGiven ? null : OfDefault(stage, rate, root, size)) ?? OfReinforcement(stage, rate, root, size)) is { } found)
                yield return found;
        }
    }

    private static bool IsOfAllWeights(CheckedStage stage) =>
        stage.Part["Trains"] is null or { Text: "All" } && !stage.Components.Any(part => part.Component == ComponentKind.Adapter);

    private static CheckedStage? Root(CheckedStage stage, RecipeFacts facts)
    {
        foreach (var policy in stage.Policies)
        {
            if (facts.Architecture[policy.Source] is { HasValue: true } known)
                return known.Value;
        }

        return null;
    }

    private static Finding? OfDefault(CheckedStage stage, OptionValue rate, CheckedStage root, double size) => rate.Number > TooHigh && size >= Large
        ? new(
            Ids.Futile,
            stage.Part.Mark,
            $"{Rate} of stage '{stage.Name}' is {rate.Text} by default, which is for small models, and that of '{root.Name}' has "
            + $"{Billions(size)} billion weights, which such steps wreck: give it {Words.A($"{Rate}")}, such as 1e-6")
        {
            Causes = [rate.Mark],
        }
        : null;

    private static Finding? OfReinforcement(CheckedStage stage, OptionValue rate, CheckedStage root, double size) =>
        size >= Reinforced && stage.Components.Any(part => part.Component == ComponentKind.Objective)
            ? new(
                Ids.Futile,
                rate.IsGiven ? rate.Mark : stage.Part.Mark,
                $"{Rate} of stage '{stage.Name}' is {rate.Text}{(rate.IsGiven ? "" : " by default")}, a rate for fine-tuning, at which reinforcement "
                + $"of all {Billions(size)} billion weights of '{root.Name}' is likely to collapse: give it a lower one, such as 1e-6, or an adapter")
            {
                Causes = [rate.Mark],
            }
            : null;

    private static string Billions(double size) => (size / Large).ToString("0.#", CultureInfo.InvariantCulture);

    private static double? SizeOf(CheckedStage root) => root.Part.Declaration.LoadsCheckpoint is not { } folder ? null
        : root.Checkpoint is { } known ? known.Shape.Parameters
        : _billions.Match(Checkpoint.Folder(root.Part[folder])) is { Success: true } match
            ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * Large
        : null;
}
