using System.CommandLine;
using Kimi.Cli.Hosting;
using Kimi.Cli.Schema;
using Kimi.Dsl;

namespace Kimi.Cli.Commands;

/// <summary><c>schema</c>: a JSON Schema of the configuration, for editors.</summary>
internal sealed class SchemaCommand : Command
{
    public SchemaCommand(CommandContext context)
        : base("schema", "Writes a JSON Schema of kimi.json, with which editors complete and check it.")
    {
        var output = new Option<string?>("--output") { Description = "The file to write, instead of standard output.", HelpName = "file" };
        Options.Add(output);
        SetAction(arguments => Write(context, new ConfigurationSchema().Write(context.Recipes.All), arguments.GetValue(output)));
    }

    private static void Write(CommandContext context, string schema, string? path)
    {
        if (path is null)
        {
            context.Console.Profile.Out.Writer.Write(schema);
            return;
        }

        var name = Path.GetFileName(path);
        if (name.StartsWith("kimi.", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            throw new KimiException(
                $"{name} would be taken for configuration, as kimi.json and every kimi.*.json is: choose another name, such as recipes.schema.json");
        try
        {
            File.WriteAllText(path, schema);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new KimiException($"the schema cannot be written to {path} ({exception.Message.TrimEnd('.')}): choose another file with --output");
        }
    }
}
