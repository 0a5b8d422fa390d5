using System.CommandLine;
using Kimi.Cli.Display;
using Kimi.Cli.Hosting;
using Spectre.Console;

namespace Kimi.Cli.Commands;

/// <summary><c>list</c>: the available recipes.</summary>
internal sealed class ListCommand : Command
{
    public ListCommand(CommandContext context)
        : base("list", "Lists the recipes.") => SetAction(_ => Write(context));

    private static void Write(CommandContext context)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("recipe", "class", "seed", "stages", "ends in");
        foreach (var name in context.Recipes.Names)
        {
            if (context.ProblemOf(name) is { } problem)
            {
                table.AddRow(new[] { name, "cannot run", "", "", TerminalText.Line(problem) }.Select(TerminalText.Cell).ToArray());
                continue;
            }

            var recipe = context.Recipes.Find(name);
            var taken = recipe.Stages.SelectMany(stage => stage.Sources).ToHashSet();
            var ends = string.Join(", ", recipe.Stages.Where(stage => !taken.Contains(stage)).Select(stage => stage.Name));
            table.AddRow(new[] { recipe.Name, recipe.Recipe.Name, $"{recipe.Seed}", $"{recipe.Stages.Count}", ends }.Select(TerminalText.Cell).ToArray());
        }

        if (table.Rows.Count == 0)
            context.Console.WriteLine("There are no recipes: mark an abstract partial class of this project with [Recipe(\"name\")].");
        else
            context.Console.Write(table);
    }
}
