console.log("gantry");
