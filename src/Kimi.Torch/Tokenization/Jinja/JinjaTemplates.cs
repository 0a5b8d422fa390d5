using Jint;
using Jint.Runtime;
using Kimi.Dsl;

namespace Kimi.Torch.Tokenization.Jinja;

/// <summary>
/// Renders Jinja templates by the interpreter that Hugging Face wrote for chat templates, <c>@huggingface/jinja</c> 0.5.11 (its licence is beside it), on
/// Jint. Each thread makes an engine when it first needs one. A template of elsewhere is a program of elsewhere: it has a limit of time, memory and depth, and
/// cannot reach anything outside.
/// </summary>
internal static class JinjaTemplates
{
    private const int MemoryLimit = 256 << 20;
    private const int DepthLimit = 256;

    // What templates are given as today's date: prompts must not depend on the day. It is the one that Llama's template takes where it is not told.
    private const string Today = """
        class Day { getFullYear() { return 2024; } getMonth() { return 6; } getDate() { return 26; } getHours() { return 0; } getMinutes() { return 0; } }
        const names = { DateTimeFormat: function (locale, options) { return { format: () => options.month === 'long' ? 'July' : 'Jul' }; } };
        const program = { exports: {} };
        """;

    private const string Rendering = """
        const templates = new Map();
        function render(text, variables) {
          let template = templates.get(text);
          if (!template)
            templates.set(text, template = new program.exports.Template(text));
          return template.render({ date_string: '26 Jul 2024', ...JSON.parse(variables) });
        }
        """;

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromSeconds(10);
    private static readonly Lazy<Prepared<Acornima.Ast.Script>> s_script = new(() => Engine.PrepareScript(
        $"{Today} ((module, exports, Date, Intl) => {{ {Interpreter()} }})(program, program.exports, Day, names); {Rendering}"));

    [ThreadStatic]
    private static Engine? t_engine;

    /// <summary>Renders a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="variables">A JSON object of what it is given.</param>
    /// <param name="source">Where it comes from, for the message.</param>
    /// <exception cref="KimiException">It is no valid template, refuses what it is given, or exceeds a limit.</exception>
    public static string Render(string template, string variables, string source)
    {
        try
        {
            t_engine ??= NewEngine();
            return t_engine.Invoke("render", template, variables).AsString();
        }
        catch (JavaScriptException exception)
        {
            throw new KimiException($"{source} refuses the conversation: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is TimeoutException or MemoryLimitExceededException or RecursionDepthOverflowException)
        {
            // What was interrupted may have left its state half changed.
            t_engine = null;
            var limit = exception switch
            {
                TimeoutException => $"takes more than {s_timeLimit.TotalSeconds:0} s",
                MemoryLimitExceededException => $"takes more than {MemoryLimit >> 20} MiB",
                _ => $"nests deeper than {DepthLimit} calls",
            };
            throw new KimiException($"{source} {limit}: correct it, or use the template that the model was published with", exception);
        }
    }

    private static Engine NewEngine()
    {
        var engine = new Engine(options => options.TimeoutInterval(s_timeLimit).LimitMemory(MemoryLimit).LimitRecursion(DepthLimit));
        engine.Execute(s_script.Value);
        return engine;
    }

    private static string Interpreter()
    {
        using var reader = new StreamReader(typeof(JinjaTemplates).Assembly.GetManifestResourceStream("Kimi.Torch.Tokenization.Jinja.jinja.cjs")!);
        return reader.ReadToEnd();
    }
}
