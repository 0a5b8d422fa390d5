if (args is ["serve-tools"])
    await Kimi.Runtime.Tests.Tools.ToolServer.RunAsync();
else if (args is ["answer", .. var answers])
    Kimi.Runtime.Tests.Tools.OddServer.Run(answers);
