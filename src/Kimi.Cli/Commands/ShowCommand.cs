using System.CommandLine;
using Kimi.Cli.Configuration;
using Kimi.Cli.Display;
using Kimi.Cli.Hosting;
using Kimi.Runtime.Settings;
using Spectre.Console;

namespace Kimi.Cli.Commands;

/// <summary><c>show</c>: a recipe's graph, the options in force and where each came from.</summary>
internal sealed class ShowCommand : Command
{
    public ShowCommand(CommandContext context)
        : base("show", "Shows a recipe's graph, the options in force and where each came from.")
    {
        var recipe = new Argument<string>("recipe") { Description = "The recipe's name." };
        var mermaid = new Option<bool>("--mermaid") { Description = "Writes the graph as a Mermaid diagram." };
        var dot = new Option<bool>("--dot") { Description = "Writes the graph in Graphviz's language." };
        Arguments.Add(recipe);
        Options.Add(mermaid);
        Options.Add(dot);
        var common = CommonOptions.AddTo(this);
        SetAction(arguments =>
        {
            var graph = context.Recipes.Find(arguments.GetRequiredValue(recipe));
            var app = context.Configure(common.Read(arguments), graph.Name);
            if (arguments.GetValue(mermaid))
                context.Console.Profile.Out.Writer.Write(GraphText.Mermaid(graph));
            else if (arguments.GetValue(dot))
                context.Console.Profile.Out.Writer.Write(GraphText.Dot(graph));
            else
                context.Console.Write(Tree(app[graph], app.OptionsInForce));
        });
    }

    private static Tree Tree(ConfiguredRecipe recipe, IReadOnlyList<OptionInForce> runtime)
    {
        var tree = new Tree($"[bold]{TerminalText.Cell(recipe.Recipe.Graph.Name)}[/]");
        AddOptions(tree, [recipe.Seed]);
        foreach (var (stage, options, components) in recipe.Stages)
        {
            var node = tree.AddNode($"[bold]{TerminalText.Cell(stage.Name)}[/] {TerminalText.Cell(GraphText.Signature(stage))}");
            AddOptions(node, options);
            foreach (var component in components)
                AddOptions(node.AddNode($"[blue]{TerminalText.Cell(component.Name)}[/]"), component.Options);
        }

        AddOptions(tree.AddNode($"[bold]{KimiOptions.Section}[/] (the runtime)"), runtime);
        return tree;
    }

    private static void AddOptions(IHasTreeNodes node, IEnumerable<OptionInForce> options)
    {
        foreach (var option in options)
        {
            var text = TerminalText.Cell($"{option.Name} = {option.Value} ({option.Source})");
            node.AddNode(option.Source == "default" ? $"[grey]{text}[/]" : text);
        }
    }
}
