using Kimi.Shared;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>Whether the tools of a server have a command that starts it, in the recipe or in a file of its project: KIMI5011.</summary>
internal static class ServerCommandRule
{
    private const string Command = "Command";

    /// <summary>Finds what is wrong.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="isMentioned">Whether a file of the project has the name of an option. Which value it gives to which stage is told of the file.</param>
    public static IEnumerable<Finding> Check(AnalyzedRecipe recipe, Func<string, bool> isMentioned) =>
        from stage in recipe.Checked.Stages
        from server in stage.Components
        where server.Types.Contains("Kimi.Dsl.McpServerAttribute") && server[Command] is { Length: 0 } && recipe.Variants.Count == 0
            && !isMentioned(Command)
        select new Finding(
            Ids.Futile,
            server.Mark,
            $"[{server.Label}] on stage '{stage.Name}' has no {Command}, and no file of the project gives it one, so a run starts only with one behind --set: "
            + "give it the command that starts the server")
        {
            Causes = [server.Mark],
        };
}
